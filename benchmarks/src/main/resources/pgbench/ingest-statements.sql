\set customer random(1, 10000)
begin;
insert into marks.inbox (id, source, body, received_at, processed_at) values (nextval('marks.id'), 'facebook', marks.post('Hello, is my order on its way? I ordered it last Monday.'), now(), now());
insert into marks.contact as c (company_id, id, channel_account_id, external_id, first_seen_at) values (1, nextval('marks.id'), 1, 'c' || :customer, now()) on conflict (company_id, channel_account_id, external_id) do update set external_id = c.external_id returning id as who \gset
insert into marks.conversation as c (company_id, id, channel_account_id, contact_id, platform, state, assignee_id, assigned_at, unread_count, last_message, last_message_at, last_activity_at, last_incoming_at, window_opened_at, priority, tags, created_at, updated_at) values (1, nextval('marks.id'), 1, :who, 'FACEBOOK', 'open', :customer % 50, now(), 1, 'Hello, is my order on its way? I ordered it last Monday.', now(), now(), now(), now(), 'NORMAL', '{}', now(), now()) on conflict (company_id, contact_id) do update set unread_count = c.unread_count + 1, last_message = excluded.last_message, last_message_at = now(), last_activity_at = now(), last_incoming_at = now(), window_opened_at = now(), updated_at = now() returning id as thread, created_at = now() as fresh \gset
\if :fresh
insert into marks.decision (company_id, id, conversation_id, reason, considered, chosen_id, at) values (1, nextval('marks.id'), :thread, 'ROTATION', '[]', :customer % 50, now());
\endif
insert into marks.message (company_id, id, conversation_id, channel_account_id, author, kind, content, attachments, metadata, reactions, external_id, status, is_lead_form, sent_at, created_at) values (1, nextval('marks.id'), :thread, 1, 'customer', 'text', 'Hello, is my order on its way? I ordered it last Monday.', '[]', '{}', '{}', gen_random_uuid(), 'delivered', false, now(), now()) on conflict do nothing;
insert into marks.stream_event (company_id, seq, type, users, conversation_id, payload, at) values (1, nextval('marks.stream'), 'new_message', '{}', :thread, marks.frame('Hello, is my order on its way? I ordered it last Monday.'), now());
commit;
