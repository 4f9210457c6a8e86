--liquibase formatted sql
--changeset switchboard:013-invitations splitStatements:true

-- Only hashes: a copy of this table lets nobody in. Who invited may have gone since.
create table invitation (
  company_id bigint not null,
  id bigint not null,
  token_hash bytea not null,
  email text not null,
  email_folded text not null,
  role_id bigint not null,
  invited_by bigint not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (company_id, id),
  unique (company_id, token_hash),
  foreign key (company_id, role_id) references role (company_id, id) on delete cascade,
  check (accepted_at is null or revoked_at is null)
);
create index invitation_newest on invitation (company_id, created_at desc, id desc);
create index invitation_role on invitation (company_id, role_id);
create index invitation_open on invitation (company_id, email_folded) where accepted_at is null and revoked_at is null;

select protect_tenant('invitation');
