package dev.switchboard.persistence.channel;

import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.ChannelState;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.persistence.RowKey;
import dev.switchboard.persistence.Sql;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * The table {@code channel_account}, as a struct that is read: the sealed token is not part of it,
 * so that it does not travel with the rest, and without a token no row can be added.
 */
@Entity
@Table(name = "channel_account")
class ChannelAccountRow {
  /** For native statements, which name the table {@code a}. */
  static final String COLUMNS =
      "a.company_id, a.id, a.platform, a.external_id, a.name, a.is_active, a.human_agent, a.state,"
          + " a.connected_at, a.updated_at, a.disconnected_at";

  @EmbeddedId RowKey key;

  @Column(nullable = false)
  String platform;

  @Column(nullable = false)
  String externalId;

  @Column(nullable = false)
  String name;

  @Column(name = "is_active", nullable = false)
  boolean active;

  @Column(nullable = false)
  boolean humanAgent;

  @Column(nullable = false)
  String state;

  @Column(nullable = false)
  Instant connectedAt;

  @Column(nullable = false)
  Instant updatedAt;

  Instant disconnectedAt;

  /** Of a native statement's {@link #COLUMNS}. */
  static ChannelAccountRow of(ResultSet columns) throws SQLException {
    var row = new ChannelAccountRow();
    row.key = new RowKey(columns.getLong("company_id"), columns.getLong("id"));
    row.platform = columns.getString("platform");
    row.externalId = columns.getString("external_id");
    row.name = columns.getString("name");
    row.active = columns.getBoolean("is_active");
    row.humanAgent = columns.getBoolean("human_agent");
    row.state = columns.getString("state");
    row.connectedAt = Sql.instant(columns, "connected_at");
    row.updatedAt = Sql.instant(columns, "updated_at");
    row.disconnectedAt = Sql.instant(columns, "disconnected_at");
    return row;
  }

  boolean connected() {
    return disconnectedAt == null;
  }

  ChannelAccount toDomain() {
    return new ChannelAccount(
        key.company(),
        new ChannelAccountId(key.id()),
        new ChannelKey(Platform.valueOf(platform), externalId),
        name,
        active,
        humanAgent,
        ChannelState.valueOf(state),
        connectedAt,
        updatedAt);
  }
}
