package dev.switchboard.persistence.direct;

import dev.switchboard.application.conversation.Cursor;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.application.direct.DirectInbox.Which;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.direct.Pair;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.PageBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;

/**
 * The statements behind the lists. Each reads an index from its newest end and stops at the end of
 * the page; a list that has two sides (sent and received, lower and higher id) takes a page of
 * each, which is cheaper than one index over both.
 */
final class DirectLists {
  static final String UNREAD =
      "select unread from direct_unread where company_id = ? and user_id = ?";

  private static final String MESSAGES =
      "select " + DirectColumns.NAMES + " from direct_message where company_id = ?";
  private static final String NEWEST_MESSAGES = "order by created_at desc, id desc";

  private static final String CONVERSATIONS =
      "select company_id, %s as other_id, last_message_id, last_at, %s as unread"
          + " from direct_conversation where company_id = ? and %s = ?";

  // The names and texts are looked up for the page alone.
  private static final String SHOWN =
      """
      select c.other_id, c.last_at, c.unread, left(m.content, 100) as content, coalesce(u.full_name, u.username) as other_name
      from (%s) c
      join direct_message m on m.company_id = c.company_id and m.id = c.last_message_id
      left join app_user u on u.company_id = c.company_id and u.id = c.other_id
      order by c.last_at desc, c.other_id desc""";

  /** A statement and its parameters, put together from fixed pieces. */
  record Query(String sql, Object... parameters) {
    private Query and(String piece, Object... more) {
      var all = new ArrayList<>(Arrays.asList(parameters));
      all.addAll(Arrays.asList(more));
      return new Query(sql + " " + piece, all.toArray());
    }

    /** All that both have, each at most {@code limit}. */
    private Query with(Query other, String order, int limit) {
      var one = and(order + " limit ?", limit);
      var two = other.and(order + " limit ?", limit);
      return new Query(
              "select * from ((" + one.sql + ") union all (" + two.sql + ")) both_sides",
              one.parameters)
          .and("", two.parameters);
    }
  }

  private DirectLists() {}

  static Query messages(CompanyId company, UserId viewer, Which which, Slice slice) {
    var me = viewer.value();
    return switch (which) {
      case Which.Sent _ -> page(of(company, slice, "sender_id = ?", me), slice);
      case Which.Received _ -> page(of(company, slice, "recipient_id = ?", me), slice);
      case Which.Unread _ ->
          page(of(company, slice, "recipient_id = ? and not is_read", me), slice);
      case Which.With(var other) -> page(between(company, slice, Pair.of(viewer, other)), slice);
      case Which.All _ ->
          page(
              of(company, slice, "sender_id = ?", me)
                  .with(
                      of(company, slice, "recipient_id = ?", me), NEWEST_MESSAGES, deepest(slice)),
              slice);
    };
  }

  private static Query between(CompanyId company, Slice slice, Pair pair) {
    return of(
        company, slice, "low_id = ? and high_id = ?", pair.low().value(), pair.high().value());
  }

  private static Query of(CompanyId company, Slice slice, String whose, Object... who) {
    return after(
        new Query(MESSAGES, company.value()).and("and " + whose, who),
        slice.from(),
        "created_at, id");
  }

  private static Query page(Query query, Slice slice) {
    var page = query.and(NEWEST_MESSAGES + " offset ? limit ?", slice.skip(), slice.limit() + 1);
    return new Query(
        PageBytes.cut(page.sql, "octet_length(content)", NEWEST_MESSAGES), page.parameters);
  }

  static Query conversations(CompanyId company, UserId viewer, Slice slice) {
    var order = "order by last_at desc, other_id desc";
    var page =
        side(company, viewer, slice, "low_id", "high_id", "low_unread")
            .with(
                side(company, viewer, slice, "high_id", "low_id", "high_unread"),
                order,
                deepest(slice))
            .and(order + " offset ? limit ?", slice.skip(), slice.limit() + 1);
    return new Query(SHOWN.formatted(page.sql()), page.parameters());
  }

  private static Query side(
      CompanyId company, UserId viewer, Slice slice, String mine, String other, String unread) {
    var query =
        new Query(CONVERSATIONS.formatted(other, unread, mine), company.value(), viewer.value());
    return after(query, slice.from(), "last_at, " + other);
  }

  private static Query after(Query query, Optional<Cursor> from, String columns) {
    return from.map(last -> query.and("and (" + columns + ") < (?, ?)", last.at(), last.id()))
        .orElse(query);
  }

  /** Any of a page may be of one side alone. */
  private static int deepest(Slice slice) {
    return (int) Math.min((long) slice.skip() + slice.limit() + 1, Integer.MAX_VALUE);
  }
}
