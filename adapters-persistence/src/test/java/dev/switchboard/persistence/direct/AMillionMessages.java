package dev.switchboard.persistence.direct;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.TestDatabase;
import java.time.Instant;

/**
 * Two companies with 5,000 users each. The first has 1,000,000 messages, one a second: every fifth
 * to or from one busy user, the others between some 50,000 pairs, one in twenty not read. The
 * second has 50,000 of its own, with the same ids of users.
 */
final class AMillionMessages {
  static final CompanyId COMPANY = new CompanyId(1);
  static final UserId BUSY = new UserId(2500);
  static final int MESSAGES = 1_000_000;
  static final Instant BEGINNING = Instant.parse("2025-01-01T00:00:00Z");

  private static final String[] FILL = {
    // the owner's sight of all companies, and no foreign key looked up a million times
    "select set_config('app.tenant', '*', false)",
    "set session_replication_role = replica",
    "set maintenance_work_mem = '256MB'",
    "set work_mem = '256MB'",
    "insert into company select c, 'Acme ' || c, now(), now() from generate_series(1, 2) c",
    """
    insert into app_user (company_id, id, username, full_name, password_hash, created_at, updated_at)
    select c, u, 'user' || u, 'User ' || u, '', now(), now()
    from generate_series(1, 2) c, generate_series(1, 5000) u
    """,
    """
    create temporary table wanted as
    select case when g <= 1000000 then 1 else 2 end as company_id, g as id, sender_id, recipient_id,
      hashint8(g + 7) % 20 <> 0 as is_read,
      timestamptz '2025-01-01 00:00:00+00' + (g % 1000000) * interval '1 second' as created_at
    from (
      select g, case when g % 10 = 0 then 2500 else a end as sender_id,
        case when g % 10 = 5 then 2500 else b end as recipient_id
      from (select g, a, 2501 + (a * 7 + abs(hashint8(g * 31)) % 20) % 2499 as b
        from (select g, 1 + abs(hashint8(g)) % 2499 as a from generate_series(1, 1050000) g) low) drawn
    ) m
    """,
    """
    insert into direct_conversation
    select company_id, least(sender_id, recipient_id), greatest(sender_id, recipient_id), max(id), max(created_at),
      count(*) filter (where not is_read and recipient_id < sender_id),
      count(*) filter (where not is_read and recipient_id > sender_id)
    from wanted group by 1, 2, 3
    """,
    """
    insert into direct_unread
    select company_id, recipient_id, count(*) from wanted where not is_read group by 1, 2
    """,
    // the indexes are built at once afterwards, as they were
    """
    create temporary table index_of_messages as select indexname, indexdef from pg_indexes
    where tablename = 'direct_message' and indexname <> 'direct_message_pkey'
    """,
    """
    do $$ declare i record; begin
      for i in select * from index_of_messages loop execute 'drop index ' || i.indexname; end loop;
    end $$
    """,
    """
    insert into direct_message
      (company_id, id, sender_id, recipient_id, content, is_read, created_at, updated_at)
    select company_id, id, sender_id, recipient_id, 'message ' || id, is_read, created_at, created_at from wanted
    """,
    """
    do $$ declare i record; begin
      for i in select * from index_of_messages loop execute i.indexdef; end loop;
    end $$
    """,
    "analyze company, app_user, direct_conversation, direct_unread, direct_message"
  };

  private AMillionMessages() {}

  static void fill(TestDatabase test) {
    test.fill(FILL);
  }

  /** When message {@code number} was sent. */
  static Instant at(int number) {
    return BEGINNING.plusSeconds(number);
  }
}
