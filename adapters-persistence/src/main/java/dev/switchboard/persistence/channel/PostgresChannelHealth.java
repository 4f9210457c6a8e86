package dev.switchboard.persistence.channel;

import dev.switchboard.application.channel.ChannelHealth;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** The signs of life that stand in an account's row. */
public final class PostgresChannelHealth implements ChannelHealth {
  private final Database database;

  public PostgresChannelHealth(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Signs> signs(CompanyId company, ChannelAccountId id) {
    return database.read(
        company,
        connection ->
            Sql.one(
                connection,
                "select last_webhook_at, last_send_error_code, last_send_error_detail,"
                    + " last_send_error_at from channel_account"
                    + " where company_id = ? and id = ? and disconnected_at is null",
                PostgresChannelHealth::signs,
                company.value(),
                id.value()));
  }

  private static Signs signs(ResultSet row) throws SQLException {
    return new Signs(Optional.ofNullable(Sql.instant(row, "last_webhook_at")), sendError(row));
  }

  private static Optional<SendError> sendError(ResultSet row) throws SQLException {
    var at = Sql.instant(row, "last_send_error_at");
    return at == null
        ? Optional.empty()
        : Optional.of(
            new SendError(
                row.getString("last_send_error_code"),
                row.getString("last_send_error_detail"),
                at));
  }

  @Override
  public void heard(Collection<ChannelAccount> accounts, Instant at) {
    if (accounts.isEmpty()) {
      return;
    }
    database.write(
        accounts.stream().map(ChannelAccount::company).toList(),
        connection ->
            Sql.update(
                connection,
                """
                update channel_account a set last_webhook_at = ?
                from (
                  select c.company_id, c.id from channel_account c
                  join unnest(?, ?) w (company_id, id) using (company_id, id)
                  where c.last_webhook_at is null
                     or c.last_webhook_at < ?::timestamptz - interval '5 seconds'
                  for no key update of c skip locked
                ) quiet
                where a.company_id = quiet.company_id and a.id = quiet.id
                """,
                at,
                accounts.stream().map(account -> account.company().value()).toArray(Long[]::new),
                accounts.stream().map(account -> account.id().value()).toArray(Long[]::new),
                at));
  }

  @Override
  public void sendFailed(CompanyId company, ChannelAccountId id, SendError error) {
    database.write(
        company,
        connection ->
            Sql.update(
                connection,
                "update channel_account set last_send_error_code = ?, last_send_error_detail = ?,"
                    + " last_send_error_at = ? where company_id = ? and id = ?",
                error.code(),
                error.detail(),
                error.at(),
                company.value(),
                id.value()));
  }
}
