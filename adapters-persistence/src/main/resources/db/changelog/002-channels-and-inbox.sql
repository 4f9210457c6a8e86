--liquibase formatted sql
--changeset switchboard:002-channels-and-inbox splitStatements:true

create extension if not exists btree_gin;

create table channel_account (
  company_id bigint not null references company (id),
  id bigint not null,
  platform text not null,
  external_id text not null,
  name text not null,
  -- AES-GCM, key id in the blob; null once the account is disconnected.
  token bytea,
  is_active boolean not null,
  human_agent boolean not null,
  state text not null,
  connected_at timestamptz not null,
  updated_at timestamptz not null,
  disconnected_at timestamptz,
  last_webhook_at timestamptz,
  last_send_error_code text,
  last_send_error_detail text,
  last_send_error_at timestamptz,
  primary key (company_id, id),
  -- A company that connects again what it disconnected gets the same row, and its conversations with it.
  unique (company_id, platform, external_id),
  check ((token is null) = (disconnected_at is not null))
);

-- A webhook knows no company: one owner at most for each page, and this directory says who.
create table channel_route (
  platform text not null,
  external_id text not null,
  company_id bigint not null,
  channel_account_id bigint not null,
  primary key (platform, external_id),
  foreign key (company_id, channel_account_id) references channel_account (company_id, id)
);
create index channel_route_account on channel_route (company_id, channel_account_id);

create table contact (
  company_id bigint not null,
  id bigint not null,
  channel_account_id bigint not null,
  external_id text not null,
  name text,
  picture_url text,
  profile_fetched_at timestamptz,
  first_seen_at timestamptz not null,
  primary key (company_id, id),
  unique (company_id, channel_account_id, external_id),
  foreign key (company_id, channel_account_id) references channel_account (company_id, id)
);

create index contact_search on contact using gin (company_id, to_tsvector('simple', coalesce(name, '')));

create table conversation (
  company_id bigint not null,
  id bigint not null,
  channel_account_id bigint not null,
  contact_id bigint not null,
  platform text not null,
  state text not null check (state in ('open', 'pending', 'snoozed', 'resolved')),
  snoozed_until timestamptz,
  assignee_id bigint,
  assigned_at timestamptz,
  -- Since when it waits for an agent; null for what is not to be given away.
  waiting_since timestamptz,
  unread_count integer not null check (unread_count >= 0),
  last_message text not null,
  last_message_at timestamptz,
  last_activity_at timestamptz not null,
  last_incoming_at timestamptz,
  last_outgoing_at timestamptz,
  window_opened_at timestamptz,
  priority text not null,
  tags text[] not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (company_id, id),
  -- One conversation for each contact, decided here and not by a lock.
  unique (company_id, contact_id),
  foreign key (company_id, channel_account_id) references channel_account (company_id, id),
  foreign key (company_id, contact_id) references contact (company_id, id),
  foreign key (company_id, assignee_id) references app_user (company_id, id),
  check ((state = 'snoozed') = (snoozed_until is not null)),
  check ((assignee_id is null) = (assigned_at is null)),
  check (assignee_id is null or waiting_since is null)
) with (fillfactor = 80);
create index conversation_inbox on conversation (company_id, last_activity_at desc, id desc);
create index conversation_assignee on conversation (company_id, assignee_id, last_activity_at desc, id desc);
create index conversation_backlog on conversation (company_id, waiting_since, id) where waiting_since is not null and state = 'open';
create index conversation_snoozed on conversation (snoozed_until) where state = 'snoozed';
create index conversation_tags on conversation using gin (company_id, tags);

create table message (
  company_id bigint not null,
  id bigint not null,
  conversation_id bigint not null,
  channel_account_id bigint not null,
  author text not null check (author in ('customer', 'agent', 'page')),
  author_id bigint,
  kind text not null,
  content text not null,
  attachments jsonb not null,
  metadata jsonb not null,
  reactions jsonb not null,
  external_id text,
  client_id text,
  reply_to_id bigint,
  status text not null,
  error_code text,
  error_detail text,
  is_lead_form boolean not null,
  edited_at timestamptz,
  deleted_at timestamptz,
  sent_at timestamptz not null,
  created_at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, conversation_id) references conversation (company_id, id),
  foreign key (company_id, author_id) references app_user (company_id, id)
);
create unique index message_external on message (company_id, channel_account_id, external_id) where external_id is not null;
create unique index message_client on message (company_id, author_id, client_id) where client_id is not null;
create index message_thread on message (company_id, conversation_id, sent_at, id);
-- What a receipt may still move.
create index message_undelivered on message (company_id, conversation_id, sent_at) where author <> 'customer' and kind <> 'note' and status in ('sent', 'delivered');
create index message_search on message using gin (company_id, to_tsvector('simple', content));

-- Effects on messages that have not arrived yet (an edit may overtake its original).
create table early_effect (
  company_id bigint not null,
  id bigint not null,
  channel_account_id bigint not null,
  external_id text not null,
  -- The inbound element as it came, to be parsed again.
  element text not null,
  at timestamptz not null,
  created_at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, channel_account_id) references channel_account (company_id, id)
);
create index early_effect_message on early_effect (company_id, channel_account_id, external_id);
create index early_effect_age on early_effect (created_at);

-- What a platform told an account outside any thread: comments, mentions, lead forms.
create table channel_event (
  company_id bigint not null,
  id bigint not null,
  channel_account_id bigint not null,
  field text not null,
  -- Of the element: told twice it is one event.
  digest text not null,
  element text not null,
  at timestamptz not null,
  created_at timestamptz not null,
  primary key (company_id, id),
  unique (company_id, channel_account_id, digest),
  foreign key (company_id, channel_account_id) references channel_account (company_id, id)
);
create index channel_event_account on channel_event (company_id, channel_account_id, at desc, id desc);
