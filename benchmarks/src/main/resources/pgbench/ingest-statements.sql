\set customer random(1, 10000)
begin;
insert into bench.inbox (body) values ('Hello, is my order on its way? I ordered it last Monday.');
insert into bench.contact as c (company_id, external_id) values (1, 'c' || :customer) on conflict (company_id, external_id) do update set seen_at = now() returning id as who \gset
insert into bench.conversation as c (company_id, contact_id, assignee_id, unread, last_message) values (1, :who, :customer % 50, 1, 'Hello, is my order on its way? I ordered it last Monday.') on conflict (company_id, contact_id) do update set unread = c.unread + 1, last_message = excluded.last_message, last_activity_at = now() returning id as thread \gset
insert into bench.message (company_id, conversation_id, external_id, content) values (1, :thread, gen_random_uuid()::text, 'Hello, is my order on its way? I ordered it last Monday.');
insert into bench.stream_event (company_id, payload) values (1, 'Hello, is my order on its way? I ordered it last Monday.');
commit;
