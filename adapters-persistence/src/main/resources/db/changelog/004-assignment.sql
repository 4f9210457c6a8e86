--liquibase formatted sql
--changeset switchboard:004-assignment splitStatements:true

-- One row a company and team; its lock is the rotation's lock. Team 0 is the whole company.
create table rotation (
  company_id bigint not null references company (id),
  team_id bigint not null default 0,
  -- Where the rotation stands; no foreign key, for it outlives the user.
  last_created_at timestamptz,
  last_user_id bigint,
  primary key (company_id, team_id)
) with (fillfactor = 50);

create table assignment_decision (
  company_id bigint not null,
  id bigint not null,
  conversation_id bigint not null,
  reason text not null,
  considered jsonb not null,
  chosen_id bigint,
  decided_by bigint,
  at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, conversation_id) references conversation (company_id, id)
);
create index assignment_decision_conversation on assignment_decision (company_id, conversation_id, at desc, id desc);
