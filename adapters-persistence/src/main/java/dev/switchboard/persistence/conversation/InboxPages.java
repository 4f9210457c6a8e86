package dev.switchboard.persistence.conversation;

import dev.switchboard.application.conversation.Inbox.Filter;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
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

  private static final String NEWEST_ACTIVITY = "order by c.last_activity_at desc, c.id desc";

  private static final String MESSAGES =
      "select "
          + MessageColumns.NAMES
          + " from message where company_id = ? and conversation_id = ?";

  /** With its parameters. */
  record Query(String sql, Object... parameters) {}

  private InboxPages() {}

  static Query chats(CompanyId company, Filter filter, Slice slice) {
    var found = InboxSearch.found(company, filter);
    var ofAgents = found.isEmpty() && !filter.assignees().isEmpty() && filter.state().isEmpty();
    var where =
        found
            .map(words -> new InboxConditions(words.sql(), words.parameters()))
            .orElseGet(() -> new InboxConditions(ofAgents ? OF_AGENTS : ALL, company.value()));
    where.filter(filter);
    slice
        .from()
        .ifPresent(from -> where.and("(c.last_activity_at, c.id) < (?, ?)", from.at(), from.id()));
    if (ofAgents) {
      where.part(NEWEST_ACTIVITY, slice);
      where.end(") c");
    }
    where.page(NEWEST_ACTIVITY, slice);
    return new Query(JOINED.formatted(where.sql()), where.parameters());
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
    where.page("order by sent_at %s, id %s".formatted(direction, direction), slice);
    return new Query(where.sql(), where.parameters());
  }
}
