package dev.switchboard.persistence.conversation;

import dev.switchboard.application.conversation.Inbox;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.JsonColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A statement put together from fixed pieces; every value is a parameter. */
final class InboxConditions {
  private static final String NOT_REPLIED =
      "(c.last_incoming_at is not null"
          + " and (c.last_outgoing_at is null or c.last_outgoing_at < c.last_incoming_at))";

  // both indexes begin with the company; as typed, or each word as the beginning of one
  private static final String WORDS =
      """
      c.id in (
        select m.conversation_id from message m where m.company_id = ?
          and to_tsvector('simple', m.content)
            @@ (websearch_to_tsquery('simple', ?) || to_tsquery('simple', ?))
        union all
        select c2.id from contact ct
        join conversation c2 on c2.company_id = ct.company_id and c2.contact_id = ct.id
        where ct.company_id = ? and to_tsvector('simple', coalesce(ct.name, ''))
            @@ (websearch_to_tsquery('simple', ?) || to_tsquery('simple', ?)))""";

  private final StringBuilder sql;
  private final List<Object> parameters = new ArrayList<>();

  /**
   * @param beginning up to and with its first condition
   */
  InboxConditions(String beginning, Object... values) {
    sql = new StringBuilder(beginning);
    parameters.addAll(Arrays.asList(values));
  }

  static InboxConditions of(CompanyId company, Inbox.Filter filter) {
    var where = new InboxConditions("where c.company_id = ?", company.value());
    filter.assignees().stream()
        .map(UserId::value)
        .forEach(assignee -> where.and("c.assignee_id = ?", assignee));
    filter.assigned().ifPresent(is -> where.and("c.assignee_id is " + (is ? "not null" : "null")));
    filter.platform().ifPresent(platform -> where.and("c.platform = ?", platform.name()));
    filter.unseen().ifPresent(is -> where.and("c.unread_count " + (is ? "> 0" : "= 0")));
    filter.notReplied().ifPresent(is -> where.and((is ? "" : "not ") + NOT_REPLIED));
    filter.state().ifPresent(state -> where.and("c.state = ?", state));
    filter
        .tag()
        .ifPresent(tag -> where.and("c.tags @> ?", (Object) new String[] {JsonColumn.text(tag)}));
    filter.words().ifPresent(words -> where.words(company, JsonColumn.text(words)));
    return where;
  }

  private void words(CompanyId company, String words) {
    var beginnings =
        Arrays.stream(words.split("[^\\p{L}\\p{N}]+"))
            .filter(word -> !word.isEmpty())
            .map(word -> word + ":*")
            .collect(Collectors.joining(" & "));
    and(WORDS, company.value(), words, beginnings, company.value(), words, beginnings);
  }

  void and(String condition, Object... values) {
    sql.append(" and ").append(condition);
    parameters.addAll(Arrays.asList(values));
  }

  void end(String clause, Object... values) {
    sql.append(' ').append(clause);
    parameters.addAll(Arrays.asList(values));
  }

  String sql() {
    return sql.toString();
  }

  Object[] parameters() {
    return parameters.toArray();
  }
}
