package dev.switchboard.persistence.assignment;

import dev.switchboard.application.assignment.Roster;
import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.assignment.Position;
import dev.switchboard.domain.assignment.RoundRobin;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.conversation.States;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The rotation's row is its lock. Candidates are read by a statement of their own after the lock is
 * held: under READ COMMITTED it sees what the holder before committed.
 */
public final class PostgresRoster implements Roster {
  private static final String LOCK =
      "select last_created_at, last_user_id from rotation where company_id = ? and team_id = 0"
          + " for update";

  private static final String BEGIN =
      "insert into rotation (company_id) values (?) on conflict do nothing";

  // conversations are counted only where the answer decides, and only until it does
  static final String CANDIDATES =
      """
      select u.id, u.created_at, coalesce(u.full_name, u.username) as name, u.is_active,
        u.can_receive_new_chats, u.chat_capacity,
        case when u.chat_capacity is null or not u.is_active or not u.can_receive_new_chats then 0
          else (select count(*) from (
            select 1 from conversation c where c.company_id = u.company_id
              and c.assignee_id = u.id and c.%s
            limit u.chat_capacity) open) end as open_count
      from app_user u
      where u.company_id = ? and exists (
        select 1 from user_role ur
        join role r on r.company_id = ur.company_id and r.id = ur.role_id
        where ur.company_id = u.company_id and ur.user_id = u.id
          and 'chat:receive' = any (r.permissions))
      """
          .formatted(States.UNRESOLVED);

  private static final String PASSED =
      "update rotation set last_created_at = ?, last_user_id = ? where company_id = ?"
          + " and team_id = 0";

  private final Database database;

  public PostgresRoster(Database database) {
    this.database = database;
  }

  @Override
  public RoundRobin lock(CompanyId company) {
    return database.write(
        company,
        connection -> {
          var last = lockRow(connection, company);
          return RoundRobin.of(
              Sql.list(connection, CANDIDATES, PostgresRoster::candidate, company.value()), last);
        });
  }

  private static Optional<Position> lockRow(Connection connection, CompanyId company)
      throws SQLException {
    var row = Sql.one(connection, LOCK, PostgresRoster::position, company.value());
    if (row.isPresent()) {
      return row.get();
    }
    Sql.update(connection, BEGIN, company.value());
    return Sql.one(connection, LOCK, PostgresRoster::position, company.value()).orElseThrow();
  }

  @Override
  public void passed(CompanyId company, Position last) {
    database.write(
        company,
        connection ->
            Sql.update(connection, PASSED, last.createdAt(), last.user().value(), company.value()));
  }

  private static Optional<Position> position(ResultSet row) throws SQLException {
    var user = Sql.longOrNull(row, "last_user_id");
    return user == null
        ? Optional.empty()
        : Optional.of(new Position(Sql.instant(row, "last_created_at"), new UserId(user)));
  }

  private static Candidate candidate(ResultSet row) throws SQLException {
    var capacity = Sql.longOrNull(row, "chat_capacity");
    return new Candidate(
        new Position(Sql.instant(row, "created_at"), new UserId(row.getLong("id"))),
        row.getString("name"),
        row.getBoolean("is_active"),
        row.getBoolean("can_receive_new_chats"),
        row.getInt("open_count"),
        capacity == null ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(capacity)));
  }
}
