package dev.switchboard.persistence.conversation;

import dev.switchboard.application.conversation.Inbox.Filter;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;

/** The statements that cut a page, each along an index that begins with the company. */
final class InboxPages {
  private static final String JOINED =
      """
      select c.*, ct.external_id as contact_external_id, ct.name as contact_name, ct.picture_url,
        ct.first_seen_at, ch.external_id as channel_external_id, ch.human_agent,
        u.username as agent_username, u.email as agent_email, u.full_name as agent_full_name,
        u.is_active as agent_is_active, u.can_receive_new_chats as agent_receives,
        u.avatar_url as agent_avatar_url
      from (select * from conversation c %s) c
      join contact ct on ct.company_id = c.company_id and ct.id = c.contact_id
      join channel_account ch on ch.company_id = c.company_id and ch.id = c.channel_account_id
      left join app_user u on u.company_id = c.company_id and u.id = c.assignee_id
      order by c.last_activity_at desc, c.id desc
      """;

  private static final String MESSAGES =
      "select "
          + MessageColumns.NAMES
          + " from message where company_id = ? and conversation_id = ?";

  /** With its parameters. */
  record Query(String sql, Object... parameters) {}

  private InboxPages() {}

  static Query chats(CompanyId company, Filter filter, Slice slice) {
    var where = InboxConditions.of(company, filter);
    slice
        .from()
        .ifPresent(from -> where.and("(c.last_activity_at, c.id) < (?, ?)", from.at(), from.id()));
    where.end(
        "order by c.last_activity_at desc, c.id desc offset ? limit ?",
        slice.skip(),
        slice.limit() + 1);
    return new Query(JOINED.formatted(where.sql()), where.parameters());
  }

  static Query chat(CompanyId company, ConversationId id) {
    var one = "where c.company_id = ? and c.id = ?";
    return new Query(JOINED.formatted(one), company.value(), id.value());
  }

  static Query older(Conversation of, Slice slice) {
    return messages(of, slice, "<", "desc");
  }

  static Query newer(Conversation of, Slice slice) {
    return messages(of, slice, ">", "asc");
  }

  private static Query messages(Conversation of, Slice slice, String behind, String direction) {
    var where = new InboxConditions(MESSAGES, of.company().value(), of.id().value());
    slice
        .from()
        .ifPresent(from -> where.and("(sent_at, id) " + behind + " (?, ?)", from.at(), from.id()));
    where.end(
        "order by sent_at %s, id %s offset ? limit ?".formatted(direction, direction),
        slice.skip(),
        slice.limit() + 1);
    return new Query(where.sql(), where.parameters());
  }
}
