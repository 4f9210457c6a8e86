--liquibase formatted sql
--changeset switchboard:006-outbox splitStatements:true

-- Claimed one at a time by whoever is free; work of one lane is done in order of its positions.
create table lane (
  company_id bigint not null references company (id),
  kind text not null,
  lane_id bigint not null,
  -- Open tasks (pending, leased, ambiguous).
  pending integer not null check (pending >= 0),
  -- Ids of several nodes are not in time order; this counter, bumped under the row's lock, is.
  last_position bigint not null,
  -- When to look at it again; while it is leased, the end of the lease.
  next_at timestamptz not null,
  lease_until timestamptz,
  -- Fencing token: grows with each claim; every later write names the one it claimed with.
  lease_token bigint not null default 0,
  -- The channel account whose state (dead token, switched off) its head waits for.
  held_by bigint,
  primary key (company_id, kind, lane_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
create index lane_due on lane (kind, next_at) where pending > 0;
create index lane_held on lane (company_id, held_by) where held_by is not null;

create table outbox (
  company_id bigint not null,
  id bigint not null,
  kind text not null,
  lane_id bigint not null,
  position bigint not null,
  subject_id bigint not null,
  part integer not null,
  payload text not null,
  state text not null,
  attempts integer not null default 0,
  -- When the call that is or may be under way began.
  called_at timestamptz,
  -- The platform's id of what was done (mid).
  external_id text,
  error_code text,
  error_detail text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, kind, lane_id) references lane (company_id, kind, lane_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
create index outbox_open on outbox (company_id, kind, lane_id, position) where state in ('PENDING', 'LEASED', 'AMBIGUOUS');
create index outbox_subject on outbox (company_id, kind, subject_id, part);
create index outbox_external on outbox (company_id, external_id) where external_id is not null;
