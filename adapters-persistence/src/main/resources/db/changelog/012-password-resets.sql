--liquibase formatted sql
--changeset switchboard:012-password-resets splitStatements:true

-- At most one for each user: asking again replaces it, using it deletes it. Only hashes: a copy of this table resets nothing.
create table password_reset (
  company_id bigint not null,
  user_id bigint not null,
  token_hash bytea not null,
  -- SHA-256 of the password's hash and the address, as they were: with others the token is void.
  bound_to bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (company_id, user_id),
  unique (company_id, token_hash),
  foreign key (company_id, user_id) references app_user (company_id, id) on delete cascade
);
select protect_tenant('password_reset');
