-- What the scripts beside this file work on: the tables of a message that comes in or goes to a colleague, with the indexes
-- without which the product's answers could not be given, and no more. Numbers of the stream come from a sequence, which is
-- cheaper than the product's promise (a sequence does not follow the order of commits).
drop schema if exists bench cascade;
create schema bench;
create table bench.inbox (id bigserial primary key, body text not null, at timestamptz not null default now());
create table bench.contact (company_id bigint, id bigserial, external_id text not null, seen_at timestamptz not null default now(),
  primary key (company_id, id), unique (company_id, external_id));
create table bench.conversation (company_id bigint, id bigserial, contact_id bigint not null, assignee_id bigint not null, unread integer not null,
  last_message text not null, last_activity_at timestamptz not null default now(), primary key (company_id, id), unique (company_id, contact_id)) with (fillfactor = 80);
create index on bench.conversation (company_id, last_activity_at desc, id desc);
create table bench.message (company_id bigint, id bigserial, conversation_id bigint not null, external_id text not null, content text not null,
  sent_at timestamptz not null default now(), primary key (company_id, id), unique (company_id, external_id));
create index on bench.message (company_id, conversation_id, sent_at, id);
create sequence bench.stream;
create table bench.stream_event (company_id bigint, seq bigint not null default nextval('bench.stream'), payload text not null,
  at timestamptz not null default now(), primary key (company_id, seq));
create table bench.pair (company_id bigint, id bigint, last_message text not null, unread integer not null, last_at timestamptz not null default now(),
  primary key (company_id, id)) with (fillfactor = 80);
create table bench.direct (company_id bigint, id bigserial, pair_id bigint not null, sender_id bigint not null, content text not null,
  sent_at timestamptz not null default now(), primary key (company_id, id));
create index on bench.direct (company_id, pair_id, sent_at, id);

create function bench.ingest(company bigint, customer bigint, words text) returns void language plpgsql as $$
declare who bigint; thread bigint;
begin
  insert into bench.inbox (body) values (words);
  insert into bench.contact as c (company_id, external_id) values (company, 'c' || customer)
    on conflict (company_id, external_id) do update set seen_at = now() returning id into who;
  insert into bench.conversation as c (company_id, contact_id, assignee_id, unread, last_message) values (company, who, customer % 50, 1, words)
    on conflict (company_id, contact_id) do update set unread = c.unread + 1, last_message = excluded.last_message, last_activity_at = now() returning id into thread;
  insert into bench.message (company_id, conversation_id, external_id, content) values (company, thread, gen_random_uuid()::text, words);
  insert into bench.stream_event (company_id, payload) values (company, words);
end $$;

create function bench.send(company bigint, pair bigint, sender bigint, words text) returns void language plpgsql as $$
begin
  insert into bench.pair as p (company_id, id, last_message, unread) values (company, pair, words, 1)
    on conflict (company_id, id) do update set last_message = excluded.last_message, unread = p.unread + 1, last_at = now();
  insert into bench.direct (company_id, pair_id, sender_id, content) values (company, pair, sender, words);
  insert into bench.stream_event (company_id, payload) values (company, words);
end $$;
