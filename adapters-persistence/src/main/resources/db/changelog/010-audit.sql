--liquibase formatted sql
--changeset switchboard:010-audit splitStatements:true

-- What was done, by whom and from where. No foreign keys: it outlives who did it and what it was done to.
-- Partitioned by month, so that old months are dropped, not deleted; the default partition catches what no month's
-- partition takes.
create table audit_event (
  company_id bigint not null,
  id bigint not null,
  at timestamptz not null,
  actor_id bigint,
  session_id bigint,
  address text,
  action text not null,
  object_type text,
  object_id bigint,
  facts jsonb not null,
  primary key (company_id, at, id),
  check ((object_type is null) = (object_id is null))
) partition by range (at);
create table audit_event_default partition of audit_event default;
create index audit_event_actor on audit_event (company_id, actor_id, at, id) where actor_id is not null;
create index audit_event_action on audit_event (company_id, action, at, id);
create index audit_event_object on audit_event (company_id, object_type, object_id, at, id) where object_id is not null;
create index audit_event_address on audit_event (company_id, address, at, id) where address is not null;

select protect_tenant_append_only('audit_event');
