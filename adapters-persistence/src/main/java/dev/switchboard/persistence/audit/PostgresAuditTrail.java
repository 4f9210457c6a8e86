package dev.switchboard.persistence.audit;

import dev.switchboard.application.Ids;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.JsonColumn;
import dev.switchboard.persistence.Sql;
import java.time.Clock;

/** One insert for each trail; the database's role of the application can do nothing else to it. */
public final class PostgresAuditTrail implements AuditTrail {
  private static final String ADD =
      """
      insert into audit_event
        (company_id, id, at, actor_id, session_id, address, action, object_type, object_id, facts)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
      """;

  private final Database database;
  private final Ids ids;
  private final Clock clock;

  public PostgresAuditTrail(Database database, Ids ids, Clock clock) {
    this.database = database;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void add(AuditEvent event) {
    event.kept().forEach(this::keep);
  }

  private void keep(AuditEvent event) {
    long id = ids.next();
    database.write(
        event.company(),
        connection ->
            Sql.update(
                connection,
                ADD,
                event.company().value(),
                id,
                clock.instant(),
                event.actor().map(UserId::value).orElse(null),
                event.session().map(SessionId::value).orElse(null),
                event.address().map(JsonColumn::text).orElse(null),
                event.action().code(),
                event.object().map(thing -> thing.type().code()).orElse(null),
                event.object().map(AuditObject::id).orElse(null),
                JsonColumn.write(event.facts())));
  }
}
