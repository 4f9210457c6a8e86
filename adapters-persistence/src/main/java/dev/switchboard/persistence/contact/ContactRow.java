package dev.switchboard.persistence.contact;

import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.contact.Contact;
import dev.switchboard.domain.contact.ContactId;
import dev.switchboard.domain.contact.ContactKey;
import dev.switchboard.persistence.RowKey;
import dev.switchboard.persistence.Sql;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The table {@code contact}, as a struct; new ones come many at once, by a native statement. */
@Entity
@Table(name = "contact")
class ContactRow {
  /** For native statements, which name the table {@code c}. */
  static final String COLUMNS =
      "c.company_id, c.id, c.channel_account_id, c.external_id, c.name, c.picture_url,"
          + " c.first_seen_at";

  @EmbeddedId RowKey key;

  @Column(nullable = false)
  long channelAccountId;

  @Column(nullable = false)
  String externalId;

  String name;
  String pictureUrl;
  Instant profileFetchedAt;

  @Column(nullable = false)
  Instant firstSeenAt;

  /** Of a native statement's {@link #COLUMNS}. */
  static ContactRow of(ResultSet columns) throws SQLException {
    var row = new ContactRow();
    row.key = new RowKey(columns.getLong("company_id"), columns.getLong("id"));
    row.channelAccountId = columns.getLong("channel_account_id");
    row.externalId = columns.getString("external_id");
    row.name = columns.getString("name");
    row.pictureUrl = columns.getString("picture_url");
    row.firstSeenAt = Sql.instant(columns, "first_seen_at");
    return row;
  }

  Contact toDomain() {
    return new Contact(
        new ContactKey(key.company(), new ChannelAccountId(channelAccountId), externalId),
        new ContactId(key.id()),
        Optional.ofNullable(name),
        Optional.ofNullable(pictureUrl),
        firstSeenAt);
  }
}
