--liquibase formatted sql
--changeset switchboard:014-users-go splitStatements:false

-- A user is deleted for good. What they wrote keeps their number, which is nobody's any more.
alter table message drop constraint message_company_id_author_id_fkey;

-- A superuser reaches users of every company by their id alone.
create index login_name_whose on login_name (user_id);

create index app_user_superuser on app_user (company_id) where is_superuser;

-- Whether the installation has one left: a single bit about all companies, which no company's own sight can tell.
create function any_superuser() returns boolean language plpgsql as $body$
declare
  before constant text := current_setting('app.tenant', true);
  found boolean;
begin
  perform set_config('app.tenant', '*', true);
  found := exists (select from app_user where is_superuser and is_active);
  perform set_config('app.tenant', coalesce(before, ''), true);
  return found;
end $body$;
select ask_as_owner('any_superuser()');

create function company_of_user(wanted bigint) returns bigint language plpgsql as $body$
declare
  before constant text := current_setting('app.tenant', true);
  company bigint;
begin
  perform set_config('app.tenant', '*', true);
  select company_id into company from login_name where user_id = wanted limit 1;
  perform set_config('app.tenant', coalesce(before, ''), true);
  return company;
end $body$;
select ask_as_owner('company_of_user(bigint)');
