package dev.switchboard.persistence.assignment;

import dev.switchboard.application.assignment.Decisions;
import dev.switchboard.domain.assignment.Decision;
import dev.switchboard.domain.assignment.Verdict;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Columns;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.JsonColumn;
import dev.switchboard.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Decisions in PostgreSQL; all of a unit of work in one statement. */
public final class PostgresDecisions implements Decisions {
  private static final String RECORD =
      """
      insert into assignment_decision
        (company_id, id, conversation_id, reason, considered, chosen_id, decided_by, at)
      select company_id, id, conversation_id, reason, considered::jsonb, chosen_id, decided_by, at
      from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[],
        ?::bigint[], ?::timestamptz[])
        as x (company_id, id, conversation_id, reason, considered, chosen_id, decided_by, at)
      """;

  private static final String OF =
      """
      select company_id, id, conversation_id, reason, considered, chosen_id, decided_by, at
      from assignment_decision where company_id = ? and conversation_id = ?
      order by at desc, id desc limit ?
      """;

  private final Database database;

  public PostgresDecisions(Database database) {
    this.database = database;
  }

  @Override
  public void record(Collection<Decision> decisions) {
    if (decisions.isEmpty()) {
      return;
    }
    var rows = Columns.of(decisions);
    database.write(
        rows.companies(Decision::company),
        connection ->
            Sql.update(
                connection,
                RECORD,
                rows.longs(d -> d.company().value()),
                rows.longs(Decision::id),
                rows.longs(d -> d.conversation().value()),
                rows.texts(d -> lower(d.reason())),
                rows.texts(d -> considered(d.considered())),
                rows.longs(d -> d.chosen().map(UserId::value).orElse(null)),
                rows.longs(d -> d.by().map(UserId::value).orElse(null)),
                rows.instants(Decision::at)));
  }

  @Override
  public List<Decision> of(CompanyId company, ConversationId conversation, int limit) {
    return database.read(
        company,
        connection ->
            Sql.list(
                connection,
                OF,
                PostgresDecisions::decision,
                company.value(),
                conversation.value(),
                limit));
  }

  private static Decision decision(ResultSet row) throws SQLException {
    return new Decision(
        new CompanyId(row.getLong("company_id")),
        row.getLong("id"),
        new ConversationId(row.getLong("conversation_id")),
        Decision.Reason.valueOf(row.getString("reason").toUpperCase(Locale.ROOT)),
        considered(row.getString("considered")),
        Optional.ofNullable(Sql.longOrNull(row, "chosen_id")).map(UserId::new),
        Optional.ofNullable(Sql.longOrNull(row, "decided_by")).map(UserId::new),
        Sql.instant(row, "at"));
  }

  private static String considered(List<Decision.Considered> considered) {
    return JsonColumn.write(
        considered.stream()
            .map(
                c ->
                    Map.of(
                        "user", c.user().value(), "name", c.name(), "verdict", lower(c.verdict())))
            .toList());
  }

  private static List<Decision.Considered> considered(String column) {
    return JsonColumn.objects(column).stream()
        .map(
            map ->
                new Decision.Considered(
                    new UserId(((Number) map.get("user")).longValue()),
                    (String) map.get("name"),
                    Verdict.valueOf(((String) map.get("verdict")).toUpperCase(Locale.ROOT))))
        .toList();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
