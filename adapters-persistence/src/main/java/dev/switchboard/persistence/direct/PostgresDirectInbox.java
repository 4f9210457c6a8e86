package dev.switchboard.persistence.direct;

import dev.switchboard.application.conversation.Cursor;
import dev.switchboard.application.conversation.Inbox.Page;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.application.direct.DirectConversationView;
import dev.switchboard.application.direct.DirectInbox;
import dev.switchboard.application.direct.DirectMessageView;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.direct.DirectText;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Lists of messages between users in PostgreSQL; the statements are of {@link DirectLists}. */
public final class PostgresDirectInbox implements DirectInbox {
  private final Database database;

  public PostgresDirectInbox(Database database) {
    this.database = database;
  }

  @Override
  public Page<DirectMessageView> messages(
      CompanyId company, UserId viewer, Which which, Slice slice) {
    var query = DirectLists.messages(company, viewer, which, slice);
    var found =
        database.read(
            company,
            connection ->
                Sql.list(
                    connection,
                    query.sql(),
                    row -> DirectMessageView.of(DirectColumns.read(row)),
                    query.parameters()));
    return Page.within(
        found,
        slice.limit(),
        DirectMessageView::bytes,
        message -> new Cursor(message.createdAt(), message.id()));
  }

  @Override
  public Page<DirectConversationView> conversations(CompanyId company, UserId viewer, Slice slice) {
    var query = DirectLists.conversations(company, viewer, slice);
    var found =
        database.read(
            company,
            connection ->
                Sql.list(
                    connection, query.sql(), row -> conversation(viewer, row), query.parameters()));
    return Page.of(
        found, slice.limit(), line -> new Cursor(line.lastMessageAt(), line.otherUserId()));
  }

  private static DirectConversationView conversation(UserId viewer, ResultSet row)
      throws SQLException {
    return DirectConversationView.of(
        viewer,
        new UserId(row.getLong("other_id")),
        Optional.ofNullable(row.getString("other_name")),
        new DirectText(row.getString("content")),
        Sql.instant(row, "last_at"),
        row.getInt("unread"));
  }

  @Override
  public long unread(CompanyId company, UserId viewer) {
    return database
        .read(
            company,
            connection ->
                Sql.one(
                    connection,
                    DirectLists.UNREAD,
                    row -> row.getLong(1),
                    company.value(),
                    viewer.value()))
        .orElse(0L);
  }
}
