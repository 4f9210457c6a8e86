package dev.switchboard.persistence.direct;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.direct.ClientMessageId;
import dev.switchboard.domain.direct.DirectMessage;
import dev.switchboard.domain.direct.DirectMessageId;
import dev.switchboard.domain.direct.DirectText;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The columns of {@code direct_message} and what they are. */
final class DirectColumns {
  static final String NAMES =
      "company_id, id, sender_id, recipient_id, content, parent_id, client_id, is_read,"
          + " created_at, updated_at";

  private DirectColumns() {}

  static DirectMessage read(ResultSet row) throws SQLException {
    return new DirectMessage(
        new CompanyId(row.getLong("company_id")),
        new DirectMessageId(row.getLong("id")),
        new UserId(row.getLong("sender_id")),
        new UserId(row.getLong("recipient_id")),
        new DirectText(row.getString("content")),
        Optional.ofNullable(Sql.longOrNull(row, "parent_id")).map(DirectMessageId::new),
        Optional.ofNullable(row.getString("client_id")).map(ClientMessageId::new),
        row.getBoolean("is_read"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "updated_at"));
  }
}
