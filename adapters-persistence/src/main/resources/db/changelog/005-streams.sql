--liquibase formatted sql
--changeset switchboard:005-streams splitStatements:true

-- The counter of each company's stream. Its lock is held to the commit, so that seq follows commit order.
create table stream_head (
  company_id bigint primary key references company (id),
  seq bigint not null
) with (fillfactor = 50);

create table stream_event (
  company_id bigint not null,
  seq bigint not null,
  type text not null,
  -- Audience: these users, and whoever may see this conversation when the event is delivered.
  users bigint[] not null,
  conversation_id bigint,
  payload text not null,
  at timestamptz not null,
  primary key (company_id, seq, at)
) partition by range (at);
create table stream_event_default partition of stream_event default;
