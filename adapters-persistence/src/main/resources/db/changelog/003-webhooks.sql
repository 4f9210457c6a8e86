--liquibase formatted sql
--changeset switchboard:003-webhooks splitStatements:true

-- Raw posts, kept before they are answered. Partitioned by day, so that old ones are dropped, not deleted;
-- the default partition catches what no day's partition takes.
create table webhook_inbox (
  id bigint not null,
  source text not null,
  body bytea not null,
  received_at timestamptz not null,
  processed_at timestamptz,
  primary key (received_at, id)
) partition by range (received_at);
create table webhook_inbox_default partition of webhook_inbox default;
create index webhook_inbox_pending on webhook_inbox (id) where processed_at is null;

-- Single elements of a post that could not be taken in. No company while nobody owns the account.
create table parked_event (
  id bigint primary key,
  company_id bigint references company (id),
  -- Both absent where not even the account could be read.
  platform text,
  account_external_id text,
  inbox_id bigint not null,
  element text not null,
  code text not null,
  detail text not null,
  attempts integer not null,
  state text not null check (state in ('parked', 'replayed', 'discarded')),
  received_at timestamptz not null,
  updated_at timestamptz not null
);
create index parked_event_company on parked_event (company_id, received_at desc, id desc) where state = 'parked';
create index parked_event_account on parked_event (platform, account_external_id, received_at desc, id desc) where state = 'parked';
