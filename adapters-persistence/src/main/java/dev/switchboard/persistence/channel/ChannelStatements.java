package dev.switchboard.persistence.channel;

import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Native statements on accounts: the route of every webhook, the token, and a connection that one
 * of several must win while the others' units of work go on.
 */
final class ChannelStatements {
  private ChannelStatements() {}

  static List<ChannelAccount> route(Connection connection, Collection<ChannelKey> keys)
      throws SQLException {
    var distinct = List.copyOf(Set.copyOf(keys));
    return Sql.list(
        connection,
        "select "
            + ChannelAccountRow.COLUMNS
            + " from unnest(?, ?) wanted (platform, external_id)"
            + " join channel_route r using (platform, external_id)"
            + " join channel_account a"
            + " on a.company_id = r.company_id and a.id = r.channel_account_id",
        row -> ChannelAccountRow.of(row).toDomain(),
        distinct.stream().map(key -> key.platform().name()).toArray(String[]::new),
        distinct.stream().map(ChannelKey::externalId).toArray(String[]::new));
  }

  /** The token is a placeholder until the id is known, which is part of what it is sealed to. */
  static Optional<ChannelAccountId> insertOrRevive(Connection connection, ChannelAccount account)
      throws SQLException {
    return Sql.one(
        connection,
        """
        insert into channel_account as a
          (company_id, id, platform, external_id, name, token, is_active, human_agent, state,
           connected_at, updated_at)
        values (?, ?, ?, ?, ?, ''::bytea, ?, ?, ?, ?, ?)
        on conflict (company_id, platform, external_id) do update set
          name = excluded.name, token = excluded.token, is_active = excluded.is_active,
          human_agent = excluded.human_agent, state = excluded.state,
          connected_at = excluded.connected_at, updated_at = excluded.updated_at,
          disconnected_at = null, last_webhook_at = null, last_send_error_code = null,
          last_send_error_detail = null, last_send_error_at = null
        where a.disconnected_at is not null
        returning a.id
        """,
        row -> new ChannelAccountId(row.getLong(1)),
        account.company().value(),
        account.id().value(),
        account.platform().name(),
        account.key().externalId(),
        account.name(),
        account.active(),
        account.humanAgent(),
        account.state().name(),
        account.connectedAt(),
        account.updatedAt());
  }

  static boolean claimRoute(Connection connection, ChannelAccount account, ChannelAccountId id)
      throws SQLException {
    return Sql.update(
            connection,
            "insert into channel_route (platform, external_id, company_id, channel_account_id)"
                + " values (?, ?, ?, ?) on conflict do nothing",
            account.platform().name(),
            account.key().externalId(),
            account.company().value(),
            id.value())
        == 1;
  }

  static Optional<byte[]> token(Connection connection, CompanyId company, ChannelAccountId id)
      throws SQLException {
    return Sql.one(
        connection,
        "select token from channel_account"
            + " where company_id = ? and id = ? and disconnected_at is null",
        row -> row.getBytes(1),
        company.value(),
        id.value());
  }

  static int keepToken(Connection connection, CompanyId company, ChannelAccountId id, byte[] sealed)
      throws SQLException {
    return Sql.update(
        connection,
        "update channel_account set token = ?"
            + " where company_id = ? and id = ? and disconnected_at is null",
        sealed,
        company.value(),
        id.value());
  }

  static int disconnect(Connection connection, CompanyId company, ChannelAccountId id, Instant at)
      throws SQLException {
    Sql.update(
        connection,
        "delete from channel_route where company_id = ? and channel_account_id = ?",
        company.value(),
        id.value());
    return Sql.update(
        connection,
        "update channel_account set token = null, disconnected_at = ?"
            + " where company_id = ? and id = ? and disconnected_at is null",
        at,
        company.value(),
        id.value());
  }
}
