package dev.switchboard.persistence.conversation;

/**
 * Two companies with 20,000 chats each, three messages in a chat and 3,000 in one; a hundred agents
 * with 200 chats each.
 */
final class ManyChats {
  static final String[] OF_TWO_COMPANIES = {
    "select set_config('app.tenant', '*', false)",
    "set session_replication_role = replica",
    "insert into company select c, 'Acme ' || c, now(), now() from generate_series(1, 2) c",
    """
    insert into app_user (company_id, id, username, password_hash, created_at, updated_at)
    select c, u, 'user' || u, '', now(), now() from generate_series(1, 2) c, generate_series(1, 3000) u
    """,
    """
    insert into channel_account
      (company_id, id, platform, external_id, name, token, is_active, human_agent, state, connected_at, updated_at)
    select c, a, 'FACEBOOK', c || '-' || a, 'Page', 'x', true, true, 'active', now(), now()
    from generate_series(1, 2) c, generate_series(1, 3000) a
    """,
    """
    insert into contact (company_id, id, channel_account_id, external_id, name, first_seen_at)
    select c, n, 1 + n % 3000, 'x' || n, case when n % 5000 = 0 then 'Quagga' else 'Customer' end || ' ' || n, now()
    from generate_series(1, 2) c, generate_series(1, 20000) n
    """,
    // two of the first company's chats are odd, and two of the second company's are not
    """
    insert into conversation (company_id, id, channel_account_id, contact_id, platform, state, assignee_id, assigned_at,
      unread_count, last_message, last_activity_at, last_incoming_at, last_outgoing_at, priority, tags, created_at,
      updated_at)
    select c, n, 1 + n % 3000, n, case when odd then 'INSTAGRAM' else 'FACEBOOK' end,
      case when odd then 'pending' else 'open' end, case when n % 10000 <> 1 then 1 + n % 100 end,
      case when n % 10000 <> 1 then now() end, odd::integer, 'hi', at, at,
      case when not odd then at + interval '1 second' end, 'normal',
      case when n % 4000 = 0 then array['vip'] else array['t' || n % 50] end, now(), now()
    from generate_series(1, 2) c, generate_series(1, 20000) n
    cross join lateral (select (n % 10000 = 1) = (c = 1) as odd,
      timestamptz '2026-01-01 00:00:00+00' + n * interval '1 second' as at) x
    """,
    """
    insert into message (company_id, id, conversation_id, channel_account_id, author, kind, content, attachments,
      metadata, reactions, status, is_lead_form, sent_at, created_at)
    select c, m, case when m > 60000 then 10000 else 1 + m % 20000 end, 1, 'customer', 'text',
      case when m % 12000 = 0 then 'a zebra crossed' else 'order ' || m || ' of colour ' || m % 97 end,
      '[]', '{}', '[]', 'received', false, timestamptz '2026-01-01 00:00:00+00' + m * interval '1 second', now()
    from generate_series(1, 2) c, generate_series(1, 63000) m
    """,
    """
    insert into tally (company_id, what, assignee_id, part, change, folded)
    select company_id, 'chats', assignee_id, platform, count(*), true from conversation group by 1, 3, 4
    """,
    """
    insert into conversation_tag
    select company_id, tag, last_activity_at, id from conversation cross join unnest(tags) t (tag)
    """,
    "analyze company, app_user, channel_account, contact, conversation, conversation_tag, message, tally"
  };

  private ManyChats() {}
}
