package dev.switchboard.persistence.conversation;

import dev.switchboard.application.conversation.Inbox.Filter;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.persistence.JsonColumn;
import dev.switchboard.persistence.PageBytes;
import java.util.stream.Collectors;

/**
 * The statements that cut a page, each along an index that begins with the company. How many rows a
 * page has stands in the text: PostgreSQL, which keeps one plan for all values of a parameter,
 * would otherwise plan for a tenth of the table.
 */
final class InboxPages {
  // a limit of one keeps a join from being planned as one with everybody, or everything, there is
  private static final String JOINED =
      """
      select c.*, ct.external_id as contact_external_id, ct.name as contact_name, ct.picture_url,
        ct.first_seen_at, ch.external_id as channel_external_id, ch.human_agent,
        u.username as agent_username, u.email as agent_email, u.full_name as agent_full_name,
        u.is_active as agent_is_active, u.can_receive_new_chats as agent_receives,
        u.avatar_url as agent_avatar_url
      from (%s) c
      join contact ct on ct.company_id = c.company_id and ct.id = c.contact_id
      join channel_account ch on ch.company_id = c.company_id and ch.id = c.channel_account_id
      left join lateral (
        select * from app_user u where u.company_id = c.company_id and u.id = c.assignee_id limit 1
      ) u on true
      order by c.last_activity_at desc, c.id desc
      """;

  private static final String ALL = "select * from conversation c where c.company_id = ?";

  // the index of an agent's conversations has an order within each state
  private static final String OF_AGENTS =
      "select c.* from (values "
          + States.ALL.stream().collect(Collectors.joining("'), ('", "('", "')"))
          + ") s (state) cross join lateral ("
          + ALL
          + " and c.state = s.state";

  // a tag's chats stand in order by themselves
  private static final String TAGGED =
      "select c.* from conversation_tag t cross join lateral (select * from conversation c"
          + " where c.company_id = t.company_id and c.id = t.conversation_id"
          + " and c.last_activity_at = t.last_activity_at limit 1) c where t.company_id = ?";

  private static final Order BY_ACTIVITY = new Order("c.last_activity_at", "c.id");
  private static final Order OF_TAG = new Order("t.last_activity_at", "t.conversation_id");

  private static final String MESSAGES =
      "select "
          + MessageColumns.NAMES
          + ", octet_length(content) + octet_length(attachments::text)"
          + " + octet_length(metadata::text) + octet_length(reactions::text) as bytes"
          + " from message where company_id = ? and conversation_id = ?";

  /** The newest first. */
  private record Order(String at, String id) {
    String sql() {
      return "order by %s desc, %s desc".formatted(at, id);
    }

    String behind() {
      return "(%s, %s) < (?, ?)".formatted(at, id);
    }
  }

  /** With its parameters. */
  record Query(String sql, Object... parameters) {}

  private InboxPages() {}

  static Query chats(CompanyId company, Filter filter, Slice slice) {
    var found = InboxSearch.found(company, filter);
    if (found.isPresent()) {
      var words = found.get();
      return page(new InboxConditions(words.sql(), words.parameters()), BY_ACTIVITY, filter, slice);
    }
    if (filter.tag().isPresent()) {
      var tagged = new InboxConditions(TAGGED, company.value());
      tagged.and("t.tag = ?", JsonColumn.text(filter.tag().get()));
      return page(tagged, OF_TAG, filter, slice);
    }
    if (!filter.assignees().isEmpty() && filter.state().isEmpty()) {
      return ofAgents(company, filter, slice);
    }
    return page(new InboxConditions(ALL, company.value()), BY_ACTIVITY, filter, slice);
  }

  private static Query page(InboxConditions where, Order order, Filter filter, Slice slice) {
    narrow(where, order, filter, slice);
    where.page(order.sql(), slice);
    return new Query(JOINED.formatted(where.sql()), where.parameters());
  }

  private static Query ofAgents(CompanyId company, Filter filter, Slice slice) {
    var where = new InboxConditions(OF_AGENTS, company.value());
    narrow(where, BY_ACTIVITY, filter, slice);
    where.part(BY_ACTIVITY.sql(), slice);
    where.end(") c");
    where.page(BY_ACTIVITY.sql(), slice);
    return new Query(JOINED.formatted(where.sql()), where.parameters());
  }

  private static void narrow(InboxConditions where, Order order, Filter filter, Slice slice) {
    where.filter(filter);
    slice.from().ifPresent(from -> where.and(order.behind(), from.at(), from.id()));
  }

  static Query chat(CompanyId company, ConversationId id) {
    return new Query(JOINED.formatted(ALL + " and c.id = ?"), company.value(), id.value());
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
    var order = "order by sent_at %s, id %s".formatted(direction, direction);
    where.page(order, slice);
    return new Query(PageBytes.cut(where.sql(), "bytes", order), where.parameters());
  }
}
