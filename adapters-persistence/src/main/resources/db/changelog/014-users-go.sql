--liquibase formatted sql
--changeset switchboard:014-users-go splitStatements:false

-- A user is deleted for good. What they wrote keeps their number, which is nobody's any more.
alter table message drop constraint message_company_id_author_id_fkey;

-- A superuser reaches users of every company by their id alone.
create index login_name_whose on login_name (user_id);

create index app_user_superuser on app_user (company_id) where is_superuser;

-- Whether the installation has one left: a single bit about all companies, which no company's own sight can tell.
create function any_superuser() returns boolean
language sql stable security definer set app.tenant = '*' set search_path from current as $body$
  select exists (select from app_user where is_superuser and is_active)
$body$;
