package dev.switchboard.persistence.conversation;

import dev.switchboard.application.conversation.ChatView;
import dev.switchboard.application.conversation.Cursor;
import dev.switchboard.application.conversation.Inbox;
import dev.switchboard.application.conversation.MessageView;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.contact.Contact;
import dev.switchboard.domain.contact.ContactId;
import dev.switchboard.domain.contact.ContactKey;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/**
 * The inbox in PostgreSQL. A page is cut from the conversations alone, along an index that begins
 * with the company; only what is on it is joined.
 */
public final class PostgresInbox implements Inbox {
  // of what was written down as it happened, never of the chats and messages themselves
  private static final String STATS =
      """
      select coalesce(sum(change) filter (where what = 'chats'), 0) as total,
        coalesce(sum(change) filter (where what = 'chats' and assignee_id is not null), 0) as assigned,
        coalesce(sum(change) filter (where part = 'INSTAGRAM'), 0) as instagram,
        coalesce(sum(change) filter (where part = 'FACEBOOK'), 0) as facebook,
        coalesce(sum(change) filter (where what = 'messages'), 0) as messages,
        (select count(distinct u.id) from role r
          cross join lateral (
            select h.company_id, h.user_id from user_role h
            where h.company_id = r.company_id and h.role_id = r.id offset 0) ur
          join app_user u on u.company_id = ur.company_id and u.id = ur.user_id
          where r.company_id = ? and 'chat:receive' = any (r.permissions)
            and u.is_active and u.can_receive_new_chats) as agents
      from tally where company_id = ?\
      """;

  /**
   * @param bytes as the statement counts them: to count anew could see more in the page than is
   */
  private record Sized(MessageView message, long bytes) {}

  private final Database database;
  private final Clock clock;

  public PostgresInbox(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Page<ChatView> chats(CompanyId company, Filter filter, Slice slice) {
    var page = InboxPages.chats(company, filter, slice);
    var found =
        database.search(
            company,
            filter.words().isPresent(),
            connection -> Sql.list(connection, page.sql(), this::chat, page.parameters()));
    return Page.of(found, slice.limit(), chat -> new Cursor(chat.lastActivityAt(), chat.id()));
  }

  @Override
  public Optional<ChatView> chat(CompanyId company, ConversationId id) {
    var one = InboxPages.chat(company, id);
    return database.read(
        company, connection -> Sql.one(connection, one.sql(), this::chat, one.parameters()));
  }

  @Override
  public Page<MessageView> older(Conversation of, Slice slice) {
    return messages(of, slice, InboxPages.older(of, slice));
  }

  @Override
  public Page<MessageView> newer(Conversation of, Slice slice) {
    return messages(of, slice, InboxPages.newer(of, slice));
  }

  private Page<MessageView> messages(Conversation of, Slice slice, InboxPages.Query page) {
    var found =
        database.read(
            of.company(),
            connection ->
                Sql.list(
                    connection,
                    page.sql(),
                    row ->
                        new Sized(
                            MessageView.of(MessageColumns.read(row), of.platform()),
                            row.getLong("bytes")),
                    page.parameters()));
    return Page.within(found, slice.limit(), Sized::bytes, one -> cursor(one.message()))
        .map(Sized::message);
  }

  private static Cursor cursor(MessageView message) {
    return new Cursor(message.timestamp(), message.id());
  }

  @Override
  public Stats stats(CompanyId company, Optional<UserId> assignee) {
    var query = figures(company, assignee);
    return database
        .read(
            company,
            connection ->
                Sql.one(connection, query.sql(), PostgresInbox::stats, query.parameters()))
        .orElseThrow();
  }

  static InboxPages.Query figures(CompanyId company, Optional<UserId> assignee) {
    var id = company.value();
    var where = new InboxConditions(STATS, id, id);
    assignee.ifPresent(agent -> where.and("(what = 'messages' or assignee_id = ?)", agent.value()));
    return new InboxPages.Query(where.sql(), where.parameters());
  }

  private static Stats stats(ResultSet row) throws SQLException {
    var total = row.getLong("total");
    var assigned = row.getLong("assigned");
    return new Stats(
        total,
        assigned,
        total - assigned,
        row.getLong("messages"),
        row.getLong("agents"),
        row.getLong("instagram"),
        row.getLong("facebook"));
  }

  private ChatView chat(ResultSet row) throws SQLException {
    var chat = ConversationColumns.read(row);
    var channel =
        new ChatView.Channel(row.getString("channel_external_id"), row.getBoolean("human_agent"));
    return ChatView.of(chat, contact(row), channel, agent(chat, row), clock.instant());
  }

  private static Contact contact(ResultSet row) throws SQLException {
    return new Contact(
        new ContactKey(
            new CompanyId(row.getLong("company_id")),
            new ChannelAccountId(row.getLong("channel_account_id")),
            row.getString("contact_external_id")),
        new ContactId(row.getLong("contact_id")),
        Optional.ofNullable(row.getString("contact_name")),
        Optional.ofNullable(row.getString("picture_url")),
        Sql.instant(row, "first_seen_at"));
  }

  private static Optional<ChatView.Agent> agent(Conversation chat, ResultSet row)
      throws SQLException {
    if (chat.assignee().isEmpty()) {
      return Optional.empty();
    }
    var username = row.getString("agent_username");
    var fullName = row.getString("agent_full_name");
    return Optional.of(
        new ChatView.Agent(
            chat.assignee().get().value(),
            username,
            row.getString("agent_email"),
            fullName,
            fullName == null ? username : fullName,
            row.getBoolean("agent_is_active"),
            row.getBoolean("agent_receives"),
            row.getString("agent_avatar_url")));
  }
}
