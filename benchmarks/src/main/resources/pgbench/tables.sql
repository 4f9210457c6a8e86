-- What the scripts beside this file work on: copies of the product's own tables with all their columns, checks and indexes.
-- Without foreign keys, row-level security, partitions and revision triggers: what those cost is the product's own affair.
-- Ids come from a cached sequence, which costs as little as the product's blocks. Numbers of the stream come from one too,
-- which is cheaper than the product's promise: a sequence does not follow the order of commits, a counter's lock does.
drop schema if exists marks cascade;
create schema marks;
create table marks.inbox (like webhook_inbox including all);
create table marks.contact (like contact including all);
create table marks.conversation (like conversation including all) with (fillfactor = 80);
create table marks.message (like message including all);
create table marks.decision (like assignment_decision including all);
create table marks.stream_event (like stream_event including all);
create table marks.pair (like direct_conversation including all);
create table marks.direct (like direct_message including all);
create table marks.unread (like direct_unread including all) with (fillfactor = 50);
create sequence marks.id cache 50;
create sequence marks.stream;

create function marks.post(words text) returns bytea language sql immutable as $$
  select convert_to('{"object":"page","entry":[{"id":"102938475610293","time":1700000000000,"messaging":[{"sender":{"id":"c1234"},'
    || '"recipient":{"id":"102938475610293"},"timestamp":1700000000000,"message":{"mid":"m_0123456789_1_2_345678","text":"'
    || words || '"}}]}]}', 'UTF8')
$$;

create function marks.frame(words text) returns text language sql immutable as $$
  select '{"type":"new_message","chat_id":1234567,"platform":"FACEBOOK","sender":"c1234","message":{"id":12345678,"sender_type":"customer",'
    || '"content":"' || words || '","message_type":"text","status":"delivered","attachments":[],"reactions":[],"created_at":'
    || '"2026-01-01T00:00:00.000000Z","metadata":{"mid":"m_0123456789_1_2_345678"}}}'
$$;

-- A webhook with one message of a customer, taken in: the raw post, the contact, the conversation with its counters and, where it
-- is new, who it was given to and why, the message, the event on the stream. One call, one transaction.
create function marks.ingest(company bigint, customer bigint, words text) returns void language plpgsql as $$
declare
  who bigint;
  thread bigint;
  fresh boolean;
begin
  insert into marks.inbox (id, source, body, received_at, processed_at)
    values (nextval('marks.id'), 'facebook', marks.post(words), now(), now());
  select id into who from marks.contact where company_id = company and channel_account_id = 1 and external_id = 'c' || customer;
  if who is null then
    insert into marks.contact as c (company_id, id, channel_account_id, external_id, first_seen_at)
      values (company, nextval('marks.id'), 1, 'c' || customer, now())
      on conflict (company_id, channel_account_id, external_id) do update set external_id = c.external_id returning id into who;
  end if;
  insert into marks.conversation as c (company_id, id, channel_account_id, contact_id, platform, state, assignee_id, assigned_at,
      unread_count, last_message, last_message_at, last_activity_at, last_incoming_at, window_opened_at, priority, tags, created_at, updated_at)
    values (company, nextval('marks.id'), 1, who, 'FACEBOOK', 'open', customer % 50, now(), 1, words, now(), now(), now(), now(),
      'NORMAL', '{}', now(), now())
    on conflict (company_id, contact_id) do update set unread_count = c.unread_count + 1, last_message = excluded.last_message,
      last_message_at = now(), last_activity_at = now(), last_incoming_at = now(), window_opened_at = now(), updated_at = now()
    returning id, created_at = now() into thread, fresh;
  if fresh then
    insert into marks.decision (company_id, id, conversation_id, reason, considered, chosen_id, at)
      values (company, nextval('marks.id'), thread, 'ROTATION', '[]', customer % 50, now());
  end if;
  insert into marks.message (company_id, id, conversation_id, channel_account_id, author, kind, content, attachments, metadata, reactions,
      external_id, status, is_lead_form, sent_at, created_at)
    values (company, nextval('marks.id'), thread, 1, 'customer', 'text', words, '[]', '{}', '{}', gen_random_uuid(), 'delivered', false, now(), now())
    on conflict do nothing;
  insert into marks.stream_event (company_id, seq, type, users, conversation_id, payload, at)
    values (company, nextval('marks.stream'), 'new_message', '{}', thread, marks.frame(words), now());
end $$;

-- A message from one user to another: the conversation with its counter, the message, the receiver's counter, the event.
create function marks.send(company bigint, sender bigint, recipient bigint, words text) returns void language plpgsql as $$
begin
  insert into marks.pair as p (company_id, low_id, high_id, last_message_id, last_at, low_unread, high_unread)
    values (company, least(sender, recipient), greatest(sender, recipient), nextval('marks.id'), now(),
      (recipient < sender)::integer, (recipient > sender)::integer)
    on conflict (company_id, low_id, high_id) do update set last_message_id = excluded.last_message_id, last_at = now(),
      low_unread = p.low_unread + excluded.low_unread, high_unread = p.high_unread + excluded.high_unread;
  insert into marks.direct (company_id, id, sender_id, recipient_id, content, created_at, updated_at)
    values (company, nextval('marks.id'), sender, recipient, words, now(), now());
  insert into marks.unread as u (company_id, user_id, unread) values (company, recipient, 1)
    on conflict (company_id, user_id) do update set unread = u.unread + 1;
  insert into marks.stream_event (company_id, seq, type, users, payload, at)
    values (company, nextval('marks.stream'), 'direct_message', array[sender, recipient], marks.frame(words), now());
end $$;
