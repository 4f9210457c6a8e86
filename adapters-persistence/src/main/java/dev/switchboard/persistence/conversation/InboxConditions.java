package dev.switchboard.persistence.conversation;

import dev.switchboard.application.conversation.Inbox;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.JsonColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A statement put together from fixed pieces; every value but the size of a page is a parameter.
 */
final class InboxConditions {
  // word for word as in its index, and "is true": otherwise it would be taken apart
  private static final String NOT_REPLIED =
      "(c.last_incoming_at is not null"
          + " and (c.last_outgoing_at is null or c.last_outgoing_at < c.last_incoming_at))";

  private final StringBuilder sql;
  private final List<Object> parameters = new ArrayList<>();

  /**
   * @param beginning up to a condition, to which more may be added
   */
  InboxConditions(String beginning, Object... values) {
    sql = new StringBuilder(beginning);
    parameters.addAll(Arrays.asList(values));
  }

  /** All of the filter but words, which are not looked for here. */
  void filter(Inbox.Filter filter) {
    filter.assignees().stream()
        .map(UserId::value)
        .forEach(assignee -> and("c.assignee_id = ?", assignee));
    filter.assigned().ifPresent(is -> and("c.assignee_id is " + (is ? "not null" : "null")));
    filter.platform().ifPresent(platform -> and("c.platform = ?", platform.name()));
    filter.unseen().ifPresent(is -> and("(c.unread_count > 0) is " + is));
    filter.notReplied().ifPresent(is -> and(NOT_REPLIED + " is " + is));
    filter.state().ifPresent(state -> and("c.state = ?", state));
    filter.tag().ifPresent(tag -> and("c.tags @> ?", (Object) new String[] {JsonColumn.text(tag)}));
  }

  void and(String condition, Object... values) {
    sql.append(" and ").append(condition);
    parameters.addAll(Arrays.asList(values));
  }

  /** Of one of several parts: as many as the page could need if it took from no other. */
  void part(String order, Inbox.Slice slice) {
    sql.append(' ').append(order).append(" limit ");
    var most = (long) slice.skip() + slice.limit() + 1;
    if (slice.skip() > 0) {
      sql.append('?');
      parameters.add(most);
    } else {
      sql.append(most);
    }
  }

  void end(String end) {
    sql.append(end);
  }

  /** One row more than the slice asks for, which shows that there are more. */
  void page(String order, Inbox.Slice slice) {
    sql.append(' ').append(order);
    if (slice.skip() > 0) {
      sql.append(" offset ?");
      parameters.add(slice.skip());
    }
    sql.append(" limit ").append(slice.limit() + 1);
  }

  String sql() {
    return sql.toString();
  }

  Object[] parameters() {
    return parameters.toArray();
  }
}
