package dev.switchboard.persistence.conversation;

import dev.switchboard.application.conversation.Inbox.Filter;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.JsonColumn;
import dev.switchboard.persistence.conversation.InboxPages.Query;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Conversations that words or a tag mean. They are found before anything else is looked at: what
 * the indexes of words and tags say comes in no order, and each of them begins with the company.
 */
final class InboxSearch {
  // as typed, or each word as the beginning of one; the index of names is of those that have one
  private static final String WORDS =
      """
      select c.* from (
      select m.conversation_id as id from message m where m.company_id = ?
        and to_tsvector('simple', m.content)
          @@ (websearch_to_tsquery('simple', ?) || to_tsquery('simple', ?))
      union
      select c.id from contact ct
      cross join lateral (
        select id from conversation c
        where c.company_id = ct.company_id and c.contact_id = ct.id limit 1) c
      where ct.company_id = ? and ct.name is not null and to_tsvector('simple', coalesce(ct.name, ''))
        @@ (websearch_to_tsquery('simple', ?) || to_tsquery('simple', ?))) found
      cross join lateral (
        select * from conversation c where c.company_id = ? and c.id = found.id limit 1) c
      where true""";

  // the index is of those that have tags
  private static final String TAG =
      """
      select * from (
        select * from conversation where company_id = ? and tags @> ? and tags <> '{}' offset 0) c
      where true""";

  private InboxSearch() {}

  /**
   * Each once, as {@code c}, to which conditions may be added; absent where neither words nor a tag
   * are asked for.
   */
  static Optional<Query> found(CompanyId company, Filter filter) {
    return filter
        .words()
        .map(words -> words(company.value(), JsonColumn.text(words)))
        .or(() -> filter.tag().map(tag -> tag(company.value(), JsonColumn.text(tag))));
  }

  private static Query words(long company, String words) {
    var beginnings =
        Arrays.stream(words.split("[^\\p{L}\\p{N}]+"))
            .filter(word -> !word.isEmpty())
            .map(word -> word + ":*")
            .collect(Collectors.joining(" & "));
    return new Query(WORDS, company, words, beginnings, company, words, beginnings, company);
  }

  private static Query tag(long company, String tag) {
    return new Query(TAG, company, new String[] {tag});
  }
}
