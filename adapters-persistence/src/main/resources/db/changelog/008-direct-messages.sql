--liquibase formatted sql
--changeset switchboard:008-direct-messages splitStatements:true

-- One row for each two users who write to each other. Every change of their messages holds its lock.
-- No foreign key leads to a user: what somebody wrote stays with the other when they are deleted.
create table direct_conversation (
  company_id bigint not null references company (id) on delete cascade,
  low_id bigint not null,
  high_id bigint not null,
  last_message_id bigint not null,
  last_at timestamptz not null,
  -- What the one with the lower id, and the one with the higher, have got and not read.
  low_unread integer not null check (low_unread >= 0),
  high_unread integer not null check (high_unread >= 0),
  primary key (company_id, low_id, high_id),
  check (low_id < high_id)
);
create index direct_conversation_low on direct_conversation (company_id, low_id, last_at, high_id);
create index direct_conversation_high on direct_conversation (company_id, high_id, last_at, low_id);

create table direct_message (
  company_id bigint not null,
  id bigint not null,
  sender_id bigint not null,
  recipient_id bigint not null,
  low_id bigint not null generated always as (least(sender_id, recipient_id)) stored,
  high_id bigint not null generated always as (greatest(sender_id, recipient_id)) stored,
  content text not null,
  -- Stays when that one is deleted.
  parent_id bigint,
  client_id text,
  is_read boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, low_id, high_id) references direct_conversation (company_id, low_id, high_id) on delete cascade
);
create index direct_message_conversation on direct_message (company_id, low_id, high_id, created_at, id);
create index direct_message_sent on direct_message (company_id, sender_id, created_at, id);
create index direct_message_received on direct_message (company_id, recipient_id, created_at, id);
create index direct_message_unread on direct_message (company_id, recipient_id, created_at, id) where not is_read;
create index direct_message_unread_from on direct_message (company_id, recipient_id, sender_id) where not is_read;
create unique index direct_message_client on direct_message (company_id, sender_id, client_id) where client_id is not null;

-- How many messages each user has got and not read; moved with them, after the conversation, under its own lock.
create table direct_unread (
  company_id bigint not null references company (id) on delete cascade,
  user_id bigint not null,
  unread bigint not null check (unread >= 0),
  primary key (company_id, user_id)
) with (fillfactor = 50);

select protect_tenant('direct_conversation');
select protect_tenant('direct_message');
select protect_tenant('direct_unread');
