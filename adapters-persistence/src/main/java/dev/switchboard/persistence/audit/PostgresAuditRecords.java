package dev.switchboard.persistence.audit;

import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditRecord;
import dev.switchboard.application.audit.AuditRecords;
import dev.switchboard.application.conversation.Cursor;
import dev.switchboard.application.conversation.Inbox.Page;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.JsonColumn;
import dev.switchboard.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Pages along the keys of the trail; each filter has an index that gives its events in order. */
public final class PostgresAuditRecords implements AuditRecords {
  private static final String COLUMNS =
      "select company_id, id, at, actor_id, session_id, address, action, object_type, object_id,"
          + " facts::text as facts from audit_event where company_id = ?";

  private final Database database;

  public PostgresAuditRecords(Database database) {
    this.database = database;
  }

  @Override
  public Page<AuditRecord> page(CompanyId company, Filter filter, Slice slice) {
    var sql = new StringBuilder(COLUMNS);
    var values = new ArrayList<Object>(List.of(company.value()));
    conditions(filter, sql, values);
    slice
        .from()
        .ifPresent(
            from -> {
              sql.append(" and (at, id) < (?, ?)");
              values.add(from.at());
              values.add(from.id());
            });
    sql.append(" order by at desc, id desc offset ? limit ?");
    values.add(slice.skip());
    values.add(slice.limit() + 1);
    var found =
        database.read(
            company,
            connection ->
                Sql.list(
                    connection, sql.toString(), PostgresAuditRecords::record, values.toArray()));
    return Page.of(found, slice.limit(), record -> new Cursor(record.at(), record.id()));
  }

  private static void conditions(Filter filter, StringBuilder sql, List<Object> values) {
    add("actor_id = ?", filter.actor().map(UserId::value), sql, values);
    add("action = ?", filter.action().map(AuditAction::code), sql, values);
    add("object_type = ?", filter.objectType().map(AuditObject.Type::code), sql, values);
    add("object_id = ?", filter.objectId(), sql, values);
    add("address = ?", filter.address().map(JsonColumn::text), sql, values);
    add("at >= ?", filter.from(), sql, values);
    add("at < ?", filter.to(), sql, values);
  }

  private static void add(
      String condition, Optional<?> value, StringBuilder sql, List<Object> values) {
    value.ifPresent(
        is -> {
          sql.append(" and ").append(condition);
          values.add(is);
        });
  }

  private static AuditRecord record(ResultSet row) throws SQLException {
    return new AuditRecord(
        row.getLong("id"),
        Sql.instant(row, "at"),
        new AuditEvent(
            new CompanyId(row.getLong("company_id")),
            Optional.ofNullable(Sql.longOrNull(row, "actor_id")).map(UserId::new),
            Optional.ofNullable(Sql.longOrNull(row, "session_id")).map(SessionId::new),
            Optional.ofNullable(row.getString("address")),
            AuditAction.valueOf(row.getString("action").toUpperCase(Locale.ROOT)),
            object(row),
            JsonColumn.object(row.getString("facts"))));
  }

  private static Optional<AuditObject> object(ResultSet row) throws SQLException {
    var id = Sql.longOrNull(row, "object_id");
    return Optional.ofNullable(row.getString("object_type"))
        .map(type -> AuditObject.Type.valueOf(type.toUpperCase(Locale.ROOT)))
        .map(type -> new AuditObject(type, id));
  }
}
