package dev.switchboard.persistence.conversation;

import dev.switchboard.application.conversation.Inbox.Filter;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.JsonColumn;
import dev.switchboard.persistence.SearchedWords;
import dev.switchboard.persistence.conversation.InboxPages.Query;
import java.util.Optional;

/**
 * Conversations that words mean. They are found before anything else is looked at: what the indexes
 * of words say comes in no order, and each of them begins with the company.
 */
final class InboxSearch {
  // the index of names is of those that have one
  private static final String WORDS =
      """
      select c.* from (
      select m.conversation_id as id from message m where m.company_id = ?
        and to_tsvector('simple', m.content) @@ %1$s
      union
      select c.id from contact ct
      cross join lateral (
        select id from conversation c
        where c.company_id = ct.company_id and c.contact_id = ct.id limit 1) c
      where ct.company_id = ? and ct.name is not null and to_tsvector('simple', coalesce(ct.name, ''))
        @@ %1$s) found
      cross join lateral (
        select * from conversation c where c.company_id = ? and c.id = found.id limit 1) c
      where true"""
          .formatted(SearchedWords.QUERY);

  private InboxSearch() {}

  /** Each once, as {@code c}, to which conditions may be added; absent where none are asked for. */
  static Optional<Query> found(CompanyId company, Filter filter) {
    return filter.words().map(words -> words(company.value(), JsonColumn.text(words)));
  }

  private static Query words(long company, String words) {
    var searched = SearchedWords.of(words);
    return new Query(
        WORDS,
        company,
        searched.typed(),
        searched.beginnings(),
        company,
        searched.typed(),
        searched.beginnings(),
        company);
  }
}
