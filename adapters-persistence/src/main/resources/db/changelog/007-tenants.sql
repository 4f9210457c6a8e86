--liquibase formatted sql
--changeset switchboard:007-tenants splitStatements:false

-- What the guard is put on, so that it can be put on again where the roles come after the tables (a dump restored
-- elsewhere, an administrator who creates them later).
create table guarded_table (
  name text primary key,
  -- Null: rows of no tenant in particular.
  tenant_column text,
  -- As in a grant; null: none.
  app_privileges text,
  system_privileges text not null
);

-- switchboard_app sees the tenant named by app.tenant, and nothing while none is named. switchboard_system sees all.
-- The owner sees as much as switchboard_app, or all where it says '*': it does the work of both where the roles cannot
-- be had.
create function guard_table(relation regclass, tenant_column text, app_privileges text, system_privileges text)
returns void language plpgsql as $body$
declare
  is_partition boolean;
  owner text;
  mine text;
  grantee record;
  part regclass;
begin
  select relispartition, pg_get_userbyid(relowner) into is_partition, owner from pg_class where oid = relation;
  if tenant_column is not null then
    -- nullif: after a setting ended with its transaction it is '', which is no number
    mine := format('%I = nullif(nullif(current_setting(''app.tenant'', true), ''''), ''*'')::bigint', tenant_column);
    execute format('alter table %s enable row level security', relation);
    execute format('alter table %s force row level security', relation);
    execute format('drop policy if exists tenant on %s', relation);
    execute format('create policy tenant on %s using (%s) with check (%s)', relation, mine, mine);
    execute format('drop policy if exists owner_everything on %s', relation);
    execute format('create policy owner_everything on %s to %I using (current_setting(''app.tenant'', true) = ''*'')',
      relation, owner);
  end if;
  for grantee in
    select r.rolname as role, case r.rolname when 'switchboard_app' then app_privileges else system_privileges end as may
    from pg_roles r where r.rolname in ('switchboard_app', 'switchboard_system')
  loop
    execute format('revoke all on %s from %I', relation, grantee.role);
    -- a partition is reached by its parent only
    if not is_partition and grantee.may is not null then
      execute format('grant %s on %s to %I', grantee.may, relation, grantee.role);
    end if;
    if tenant_column is not null and grantee.role = 'switchboard_system' then
      execute format('drop policy if exists system_everything on %s', relation);
      execute format('create policy system_everything on %s to %I using (true)', relation, grantee.role);
    end if;
  end loop;
  if system_privileges = 'select, insert' and not is_partition then
    -- also where the owner does the application's work
    execute format('revoke update, delete, truncate on %s from %I', relation, owner);
  end if;
  for part in select inhrelid::regclass from pg_inherits where inhparent = relation loop
    perform guard_table(part, tenant_column, app_privileges, system_privileges);
  end loop;
end $body$;

create function remember_guard(relation text, tenant_column text, app_privileges text, system_privileges text)
returns void language plpgsql as $body$
begin
  insert into guarded_table values (relation, tenant_column, app_privileges, system_privileges);
  perform guard_table(relation::regclass, tenant_column, app_privileges, system_privileges);
end $body$;

-- For a table with a company_id: each company its own rows.
create function protect_tenant(relation text) returns void language sql as $body$
  select remember_guard(relation, 'company_id', 'select, insert, update, delete', 'select, insert, update, delete')
$body$;

-- The same, and what is written stays as it was written.
create function protect_tenant_append_only(relation text) returns void language sql as $body$
  select remember_guard(relation, 'company_id', 'select, insert', 'select, insert')
$body$;

-- For a table without tenant whose rows people's requests may touch.
create function share_table(relation text) returns void language sql as $body$
  select remember_guard(relation, null, 'select, insert, update, delete', 'select, insert, update, delete')
$body$;

-- For a table without tenant that is no business of people's requests.
create function keep_for_system(relation text) returns void language sql as $body$
  select remember_guard(relation, null, null, 'select, insert, update, delete')
$body$;

-- For a partition made later: as its parent.
create function guard_partition(relation text) returns void language sql as $body$
  select guard_table(relation::regclass, g.tenant_column, g.app_privileges, g.system_privileges)
  from pg_inherits i join guarded_table g on g.name::regclass = i.inhparent where i.inhrelid = relation::regclass
$body$;

-- For a function that answers one question about all tenants to those who see only one; it runs as the owner, and says
-- '*' itself for as long as it runs.
create function ask_as_owner(asked text) returns void language plpgsql as $body$
declare
  grantee text;
begin
  execute format('alter function %s security definer', asked::regprocedure);
  -- pg_temp last: nobody puts a table of their own before ours
  execute format('alter function %s set search_path = pg_catalog, %I, pg_temp', asked::regprocedure, current_schema());
  execute format('revoke execute on function %s from public', asked::regprocedure);
  for grantee in select rolname from pg_roles where rolname in ('switchboard_app', 'switchboard_system') loop
    execute format('grant execute on function %s to %I', asked::regprocedure, grantee);
  end loop;
end $body$;

-- All of it again, for roles that have come since.
create function guard_again() returns void language plpgsql as $body$
declare
  grantee text;
begin
  for grantee in select rolname from pg_roles where rolname in ('switchboard_app', 'switchboard_system') loop
    execute format('grant usage on schema %I to %I', current_schema(), grantee);
    execute format('grant usage on sequence switchboard_id to %I', grantee);
  end loop;
  perform ask_as_owner(p.oid::regprocedure::text) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where p.prosecdef and n.nspname = current_schema() and pg_get_userbyid(p.proowner) = current_user;
  perform guard_table(name::regclass, tenant_column, app_privileges, system_privileges) from guarded_table;
end $body$;

revoke execute on function guard_table, remember_guard, protect_tenant, protect_tenant_append_only, share_table,
  keep_for_system, guard_partition, ask_as_owner, guard_again from public;

-- Whoever logs in has not said yet whose they are: the first of these names that somebody has.
create function login_of(kinds text[], names text[], out company_id bigint, out user_id bigint, out password_hash text)
returns setof record language plpgsql as $body$
#variable_conflict use_column
declare
  before constant text := current_setting('app.tenant', true);
begin
  perform set_config('app.tenant', '*', true);
  return query select u.company_id, u.id, u.password_hash
    from unnest(kinds, names) with ordinality w (kind, name, place)
    join login_name n using (kind, name)
    join app_user u on u.company_id = n.company_id and u.id = n.user_id
    order by w.place limit 1;
  perform set_config('app.tenant', coalesce(before, ''), true);
end $body$;
select ask_as_owner('login_of(text[], text[])');

-- Where strangers register.
create function oldest_company() returns bigint language plpgsql as $body$
declare
  before constant text := current_setting('app.tenant', true);
  oldest bigint;
begin
  perform set_config('app.tenant', '*', true);
  select id into oldest from company order by created_at, id limit 1;
  perform set_config('app.tenant', coalesce(before, ''), true);
  return oldest;
end $body$;
select ask_as_owner('oldest_company()');

select guard_again();
select remember_guard('company', 'id', 'select, insert, update, delete', 'select, insert, update, delete');
select protect_tenant(name) from unnest(array[
  'app_user', 'login_name', 'role', 'user_role', 'session', 'refresh_token', 'ws_ticket', 'channel_account',
  'channel_route', 'contact', 'conversation', 'message', 'early_effect', 'channel_event', 'parked_event', 'rotation',
  'stream_head', 'lane', 'outbox']) as name;
-- Forgotten with time or with their company, and by no request of its people.
select remember_guard(name, 'company_id', 'select, insert', 'select, insert, delete')
from unnest(array['assignment_decision', 'stream_event']) as name;
select keep_for_system('webhook_inbox');
