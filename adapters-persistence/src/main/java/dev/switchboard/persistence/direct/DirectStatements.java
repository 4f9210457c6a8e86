package dev.switchboard.persistence.direct;

/**
 * Every write of messages between users. Locks are taken in one order, so that units wait for each
 * other and never in a circle: conversations by {@code (low_id, high_id)}, then the figure of one
 * user.
 */
final class DirectStatements {
  // Nothing happens without a recipient. The conversations' rows come first: who holds one sends
  // next. What is new in one is counted back from its last moment, a microsecond each. The arrays
  // are in subselects, so that the planner knows no more of them this time than any other time, and
  // keeps its plan.
  static final String ADD =
      """
      with draft as (
        select d.*, row_number() over (partition by low_id, high_id order by n desc) - 1 as following
        from (
          select *, least(sender_id, recipient_id) as low_id, greatest(sender_id, recipient_id) as high_id
          from unnest((select ?::bigint[]), (select ?::bigint[]), (select ?::bigint[]), (select ?::text[]),
              (select ?::bigint[]), (select ?::text[]), (select ?::timestamptz[]))
            with ordinality as d (id, sender_id, recipient_id, content, parent_id, client_id, at, n)
        ) d
        cross join lateral (
          select from app_user u where u.company_id = ? and u.id = d.recipient_id limit 1) u
      ), pair as (
        insert into direct_conversation as c
          (company_id, low_id, high_id, last_message_id, last_at, low_unread, high_unread)
        select ?::bigint, low_id, high_id, max(id) filter (where following = 0), max(at),
          count(*) filter (where recipient_id = low_id), count(*) filter (where recipient_id = high_id)
        from draft group by low_id, high_id order by low_id, high_id
        on conflict (company_id, low_id, high_id) do update
        set last_message_id = excluded.last_message_id,
          last_at = greatest(excluded.last_at,
            c.last_at + (excluded.low_unread + excluded.high_unread) * interval '1 microsecond'),
          low_unread = c.low_unread + excluded.low_unread,
          high_unread = c.high_unread + excluded.high_unread
        returning low_id, high_id, last_at
      ), sent as (
        select d.*, pair.last_at - d.following * interval '1 microsecond' as sent_at
        from draft d join pair using (low_id, high_id)
      ), message as (
        insert into direct_message
          (company_id, id, sender_id, recipient_id, content, parent_id, client_id, created_at, updated_at)
        select ?::bigint, id, sender_id, recipient_id, content, parent_id, client_id, sent_at, sent_at
        from sent
      ), unread as (
        insert into direct_unread as u (company_id, user_id, unread)
        select ?::bigint, recipient_id, count(*) from sent group by recipient_id order by recipient_id
        on conflict (company_id, user_id) do update set unread = u.unread + excluded.unread
      )
      select n, sent_at from sent""";

  static final String FIND =
      "select " + DirectColumns.NAMES + " from direct_message where company_id = ? and id = ?";

  // A look into the index for each, whatever the planner thinks of the lengths: what has a limit is
  // not turned into a join.
  static final String FIND_ALL =
      """
      select m.* from unnest((select ?::bigint[])) wanted (id)
      cross join lateral (
        select %s from direct_message where company_id = ? and id = wanted.id limit 1) m"""
          .formatted(DirectColumns.NAMES);

  static final String BY_CLIENT_ID =
      """
      select m.* from unnest((select ?::bigint[]), (select ?::text[])) wanted (sender_id, client_id)
      cross join lateral (
        select %s from direct_message
        where company_id = ? and sender_id = wanted.sender_id and client_id = wanted.client_id
        limit 1) m"""
          .formatted(DirectColumns.NAMES);

  /** Its message must be read again afterwards: what this one saw of it may be old. */
  static final String LOCK =
      """
      select 1 from direct_conversation c
      join direct_message m
        on m.company_id = c.company_id and m.low_id = c.low_id and m.high_id = c.high_id
      where m.company_id = ? and m.id = ? for update of c""";

  static final String EDIT =
      "update direct_message set content = ?, updated_at = ? where company_id = ? and id = ?";

  static final String READ =
      """
      with read as (
        update direct_message set is_read = true, updated_at = ?
        where company_id = ? and id = ? and not is_read
        returning company_id, low_id, high_id, recipient_id
      ), pair as (
        update direct_conversation c
        set low_unread = c.low_unread - (read.recipient_id = c.low_id)::integer,
          high_unread = c.high_unread - (read.recipient_id = c.high_id)::integer
        from read
        where c.company_id = read.company_id and c.low_id = read.low_id and c.high_id = read.high_id
      )
      update direct_unread u set unread = u.unread - 1 from read
      where u.company_id = read.company_id and u.user_id = read.recipient_id""";

  /** Gives a row when it was the newest one of its conversation. */
  static final String REMOVE =
      """
      with gone as (
        delete from direct_message where company_id = ? and id = ?
        returning company_id, id, low_id, high_id, recipient_id, is_read
      ), answers as (
        update direct_message m set parent_id = null from gone
        where m.company_id = gone.company_id and m.parent_id = gone.id
      ), unread as (
        update direct_unread u set unread = u.unread - 1 from gone
        where u.company_id = gone.company_id and u.user_id = gone.recipient_id and not gone.is_read
      ), pair as (
        update direct_conversation c
        set low_unread = c.low_unread - (not gone.is_read and gone.recipient_id = c.low_id)::integer,
          high_unread = c.high_unread - (not gone.is_read and gone.recipient_id = c.high_id)::integer
        from gone
        where c.company_id = gone.company_id and c.low_id = gone.low_id and c.high_id = gone.high_id
        returning c.last_message_id
      )
      select 1 from pair join gone on gone.id = pair.last_message_id""";

  static final String FALL_BACK =
      """
      update direct_conversation c set last_message_id = newest.id, last_at = newest.created_at
      from (
        select id, created_at from direct_message where company_id = ? and low_id = ? and high_id = ?
        order by created_at desc, id desc limit 1
      ) newest
      where c.company_id = ? and c.low_id = ? and c.high_id = ?""";

  static final String FORGET =
      "delete from direct_conversation where company_id = ? and low_id = ? and high_id = ?";

  static final String UNREAD_SENDERS =
      """
      select distinct sender_id from direct_message
      where company_id = ? and recipient_id = ? and not is_read""";

  static final String LOCK_PAIRS =
      """
      select c.low_id, c.high_id from unnest(?::bigint[], ?::bigint[]) as p (low_id, high_id)
      join direct_conversation c on c.low_id = p.low_id and c.high_id = p.high_id
      where c.company_id = ? order by c.low_id, c.high_id for update of c""";

  /**
   * Only of those senders whose conversations are locked: nothing is added to them or read
   * meanwhile, and what is not locked is never waited for.
   */
  static final String READ_ALL =
      """
      with read as (
        update direct_message set is_read = true, updated_at = ?
        where company_id = ? and not is_read and id in (
          select m.id from unnest(?::bigint[]) as s (sender_id)
          cross join lateral (
            select id from direct_message
            where company_id = ? and recipient_id = ? and sender_id = s.sender_id and not is_read
            offset 0) m)
        returning company_id, low_id, high_id, recipient_id
      ), counted as (
        select company_id, low_id, high_id, recipient_id, count(*)::integer as messages
        from read group by company_id, low_id, high_id, recipient_id
      ), total as (
        update direct_unread u set unread = u.unread - t.messages
        from (select company_id, recipient_id, sum(messages) as messages
          from counted group by company_id, recipient_id) t
        where u.company_id = t.company_id and u.user_id = t.recipient_id
      )
      update direct_conversation c
      set low_unread = c.low_unread - case when n.recipient_id = c.low_id then n.messages else 0 end,
        high_unread = c.high_unread - case when n.recipient_id = c.high_id then n.messages else 0 end
      from counted n
      where c.company_id = n.company_id and c.low_id = n.low_id and c.high_id = n.high_id
      returning c.low_id, c.high_id, n.messages, c.last_at""";

  private DirectStatements() {}
}
