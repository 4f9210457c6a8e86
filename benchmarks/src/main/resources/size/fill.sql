-- Fills a migrated database as the product would have, one statement after the other (they end with an empty line).
-- :company is the measured one, with its administrator and an agent, :agent, made over the API.

-- The owner's sight of all companies; what the rows refer to is there, and no trigger looks it up five million times.
select set_config('app.tenant', '*', false);

set session_replication_role = replica;

set maintenance_work_mem = '1GB';

set work_mem = '256MB';

set synchronous_commit = off;

create temporary table tenant as
select case when n = 0 then :company else 1000000 + n end as company_id, n from generate_series(0, :companies) n;

insert into company (id, name, created_at, updated_at)
select company_id, 'Company ' || n, now() - interval '1 year', now() from tenant where n > 0;

insert into role (company_id, id, slug, name, description, is_system, permissions, created_at, updated_at)
select t.company_id, 1100000 + t.n * 100 + row_number() over (partition by t.n order by r.id), r.slug, r.name, r.description,
  r.is_system, r.permissions, r.created_at, r.updated_at
from tenant t join role r on r.company_id = :company where t.n > 0;

-- The first :agents of each company take chats, the others write to each other and file reports.
create temporary table person as
select t.company_id, t.n, u, u <= :agents as takes_chats, 2000000 + t.n * 10000 + u as id
from tenant t, generate_series(1, case when t.n = 0 then :agents + :members else :agents end) u;

insert into app_user (company_id, id, username, email, password_hash, full_name, bio, can_receive_new_chats, created_at, updated_at)
select company_id, id, 'user' || id, 'user' || id || '@bench.example', '!', 'User ' || u, 'Joined long ago, likes order.',
  takes_chats, now() - interval '1 year' + u * interval '1 second', now()
from person;

insert into login_name (kind, name, company_id, user_id)
select 'username', 'user' || id, company_id, id from person union all
select 'email', 'user' || id || '@bench.example', company_id, id from person;

insert into user_role (company_id, user_id, role_id)
select p.company_id, p.id, r.id from person p
join role r on r.company_id = p.company_id and r.slug = case when p.takes_chats then 'agent' else 'member' end;

-- Disconnected, so that nothing is asked of any platform: three pages and an Instagram account each.
insert into channel_account (company_id, id, platform, external_id, name, is_active, human_agent, state, connected_at,
  updated_at, disconnected_at)
select company_id, 3000000 + n * 10 + a, case a when 4 then 'INSTAGRAM' else 'FACEBOOK' end, 'page' || n || '-' || a,
  'Page ' || a, false, true, 'disconnected', now() - interval '1 year', now(), now()
from tenant, generate_series(1, 4) a;

create temporary table chat as
select n, case when n <= :chats then 0 else 1 + n % greatest(:companies, 1) end as tenant,
  case when abs(hashint8(n * 3)) % 10 = 0 then 4 else 1 + n % 3 end as account,
  case when n = 1 then :longest else 1 + abs(hashint8(n)) % 19 end as messages,
  now() - interval '10 minutes' - (:chats + :others - n) * (interval '90 days' / (:chats + :others)) as active_at,
  abs(hashint8(n * 7)) % 20 = 0 as unassigned,
  abs(hashint8(n * 11)) % 5 = 0 as waiting,
  abs(hashint8(n * 13)) % 100 as draw,
  abs(hashint8(n * 17)) % :agents as nth_agent,
  abs(hashint8(n * 19)) % 50 as label
from generate_series(1, :chats + :others) n;

-- What the customer wrote since somebody answered, and who that was.
alter table chat add column unanswered integer, add column agent_id bigint;

update chat set
  unanswered = case when unassigned then messages when waiting then least(messages, 1 + draw % 3) else 0 end,
  agent_id = case when tenant = 0 and nth_agent = 0 then :agent else 2000001 + tenant * 10000 + nth_agent end;

create temporary table dropped_index as
select indexname, indexdef from pg_indexes
where tablename in ('contact', 'conversation', 'message', 'direct_message', 'report')
  and schemaname = current_schema() and indexname not like '%\_pkey' and indexname not like '%\_key';

do $$ declare i record; begin
  for i in select * from dropped_index loop execute 'drop index ' || quote_ident(i.indexname); end loop;
end $$;

insert into contact (company_id, id, channel_account_id, external_id, name, profile_fetched_at, first_seen_at)
select t.company_id, 10000000 + c.n, 3000000 + c.tenant * 10 + c.account, 'customer' || c.n,
  'Customer ' || md5(c.n::text), active_at, active_at - messages * interval '1 minute'
from chat c join tenant t on t.n = c.tenant;

-- Nobody's chats do not wait: the rotation would give them all away while others are measured.
insert into conversation (company_id, id, channel_account_id, contact_id, platform, state, snoozed_until, assignee_id,
  assigned_at, unread_count, last_message, last_message_at, last_activity_at, last_incoming_at,
  last_outgoing_at, window_opened_at, priority, tags, revision, created_at, updated_at)
select t.company_id, 20000000 + c.n, 3000000 + c.tenant * 10 + c.account, 10000000 + c.n,
  case c.account when 4 then 'INSTAGRAM' else 'FACEBOOK' end, s.state,
  case s.state when 'snoozed' then now() + interval '30 days' end,
  case when not unassigned then agent_id end,
  case when not unassigned then active_at - messages * interval '1 minute' end,
  case when waiting or unassigned then unanswered else 0 end,
  'Message ' || messages || ' of ' || c.n, active_at, active_at,
  active_at - case when unanswered > 0 then interval '0' else interval '1 minute' end,
  case when unanswered < messages then active_at - unanswered * interval '1 minute' end,
  active_at - case when unanswered > 0 then interval '0' else interval '1 minute' end,
  'normal', case when label < 5 then array['vip'] when label = 5 then array['refund'] else array[]::text[] end,
  messages, active_at - messages * interval '1 minute', active_at
from chat c join tenant t on t.n = c.tenant
cross join lateral (select case when unassigned or draw < 30 then 'open' when draw < 35 then 'pending'
  when draw < 40 then 'snoozed' else 'resolved' end as state) s;

insert into message (company_id, id, conversation_id, channel_account_id, author, author_id, kind, content, attachments,
  metadata, reactions, external_id, status, is_lead_form, sent_at, created_at)
select t.company_id, 100000000 + row_number() over (), 20000000 + c.n, 3000000 + c.tenant * 10 + c.account,
  case when w.customer then 'customer' else 'agent' end,
  case when not w.customer then agent_id end, 'text',
  'Message ' || m || ' of ' || c.n || case when m % 3 = 0 then ': about order ' || c.n * 31 + m || ', which colour is it?' else '' end,
  '[]', '{}', '[]', 'mid.' || c.n || '.' || m, case when w.customer then 'received' else 'read' end, false,
  active_at - (messages - m) * interval '1 minute', active_at - (messages - m) * interval '1 minute'
from chat c join tenant t on t.n = c.tenant
cross join lateral generate_series(1, c.messages) m
cross join lateral (select unassigned or m > messages - unanswered or (messages - unanswered - m) % 2 = 1 as customer) w;

-- Between two of the measured company's people, every fifth to or from the measured agent.
create temporary table wanted as
select g as id, sender_id, recipient_id, hashint8(g + 7) % 20 <> 0 as is_read,
  now() - interval '5 minutes' - (:direct - g) * interval '10 seconds' as created_at
from (
  select g, case when g % 10 = 0 then :agent else 2000000 + a end as sender_id,
    case when g % 10 = 5 then :agent else 2000000 + b end as recipient_id
  from (select g, a, 1 + (a + abs(hashint8(g * 31)) % 20) % (:agents + :members) as b
    from (select g, 1 + abs(hashint8(g)) % (:agents + :members) as a from generate_series(1, :direct) g) one) two
) m where sender_id <> recipient_id;

insert into direct_conversation
select :company, least(sender_id, recipient_id), greatest(sender_id, recipient_id), 200000000 + max(id), max(created_at),
  count(*) filter (where not is_read and recipient_id < sender_id),
  count(*) filter (where not is_read and recipient_id > sender_id)
from wanted group by 2, 3;

insert into direct_unread select :company, recipient_id, count(*) from wanted where not is_read group by 2;

insert into direct_message (company_id, id, sender_id, recipient_id, content, is_read, created_at, updated_at)
select :company, 200000000 + id, sender_id, recipient_id, 'Direct message ' || id, is_read, created_at, created_at from wanted;

insert into report (company_id, id, reporter_id, title, content, status, comments, resolved_at, resolved_by, revision,
  created_at, updated_at)
select :company, 300000000 + n, 2000001 + :agents + n % :members, 'Report ' || n, 'The printer of floor ' || n % 40 || ' does not print.',
  s.status, 0, case s.status when 'resolved' then now() end, case s.status when 'resolved' then 2000001 end, 0,
  now() - (:reports - n) * interval '1 minute', now()
from generate_series(1, :reports) n
cross join lateral (select case when n % 10 < 7 then 'resolved' when n % 10 = 7 then 'in_progress' else 'open' end as status) s;

insert into stream_event (company_id, seq, type, users, conversation_id, payload, at)
select t.company_id, h.seq + row_number() over (partition by t.company_id order by e), 'new_message', '{}', 20000000 + c.n,
  '{"type":"new_message","chat_id":' || 20000000 + c.n || ',"platform":"facebook","sender_id":"customer' || c.n
    || '","message":{"id":' || 100000000 + e || ',"chat_id":' || 20000000 + c.n || ',"content":"' || repeat('an example ', 20) || e || '"}}',
  now() - (:events - e) * interval '1 second' / greatest(:events / 3600, 1)
from generate_series(1, :events) e
join chat c on c.n = 1 + abs(hashint8(e)) % (:chats + :others)
join tenant t on t.n = c.tenant
left join stream_head s on s.company_id = t.company_id
cross join lateral (select coalesce(s.seq, 0) as seq) h;

insert into stream_head (company_id, seq)
select company_id, max(seq) from stream_event group by 1 on conflict (company_id) do update set seq = excluded.seq;

-- The triggers that write these are off.
insert into conversation_tag (company_id, tag, last_activity_at, conversation_id)
select company_id, tag, last_activity_at, id from conversation cross join unnest(tags) as t (tag);
insert into tally (company_id, what, assignee_id, part, change, folded)
select company_id, 'chats', assignee_id, platform, count(*), true from conversation group by 1, 3, 4 union all
select company_id, 'messages', null, null, count(*), true from message group by 1 union all
select company_id, 'reports', null, status, count(*), true from report group by 1, 4;

do $$ declare i record; begin
  for i in select * from dropped_index loop execute i.indexdef; end loop;
end $$;

select setval('switchboard_id', 1000000001);

vacuum analyze;
