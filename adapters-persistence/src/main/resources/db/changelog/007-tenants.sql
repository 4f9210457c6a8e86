--liquibase formatted sql
--changeset switchboard:007-tenants splitStatements:false

-- What the guard is put on, so that it can be put on again where the roles come after the tables (a dump restored
-- elsewhere, an administrator who creates them later).
create table guarded_table (
  name text primary key,
  -- Null: rows of no tenant in particular, for all of the product.
  tenant_column text,
  append_only boolean not null
);

-- switchboard_app sees the tenant named by app.tenant, and nothing while none is named. switchboard_system sees all.
-- The owner sees as much as switchboard_app, or all where it says '*': it does the work of both where the roles cannot
-- be had.
create function guard_table(relation regclass, tenant_column text, append_only boolean) returns void
language plpgsql as $body$
declare
  app constant text := 'switchboard_app';
  system constant text := 'switchboard_system';
  privileges constant text := case when append_only then 'select, insert' else 'select, insert, update, delete' end;
  is_partition boolean;
  owner text;
  mine text;
  grantee text;
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
  foreach grantee in array array[app, system] loop
    if exists (select from pg_roles where rolname = grantee) then
      execute format('revoke all on %s from %I', relation, grantee);
      -- a partition is reached by its parent only
      if not is_partition then
        execute format('grant %s on %s to %I', privileges, relation, grantee);
      end if;
      if tenant_column is not null and grantee = system then
        execute format('drop policy if exists system_everything on %s', relation);
        execute format('create policy system_everything on %s to %I using (true)', relation, grantee);
      end if;
    end if;
  end loop;
  if append_only and not is_partition then
    -- also where the owner does the application's work
    execute format('revoke update, delete, truncate on %s from %I', relation, owner);
  end if;
  for part in select inhrelid::regclass from pg_inherits where inhparent = relation loop
    perform guard_table(part, tenant_column, append_only);
  end loop;
end $body$;

create function remember_guard(relation text, tenant_column text, append_only boolean) returns void
language plpgsql as $body$
begin
  insert into guarded_table values (relation, tenant_column, append_only);
  perform guard_table(relation::regclass, tenant_column, append_only);
end $body$;

-- For a table with a company_id: each company its own rows.
create function protect_tenant(relation text) returns void
language sql as $body$ select remember_guard(relation, 'company_id', false) $body$;

-- The same, and what is written stays as it was written.
create function protect_tenant_append_only(relation text) returns void
language sql as $body$ select remember_guard(relation, 'company_id', true) $body$;

-- For a table without tenant.
create function share_table(relation text) returns void
language sql as $body$ select remember_guard(relation, null, false) $body$;

-- For a partition made later: as its parent.
create function guard_partition(relation text) returns void
language sql as $body$
  select guard_table(relation::regclass, g.tenant_column, g.append_only)
  from pg_inherits i join guarded_table g on g.name::regclass = i.inhparent where i.inhrelid = relation::regclass
$body$;

-- Everything that is no row: asked for at every start, done where something is missing.
create function guard_again() returns void
language plpgsql as $body$
declare
  grantee text;
begin
  for grantee in select rolname from pg_roles where rolname in ('switchboard_app', 'switchboard_system') loop
    execute format('grant usage on schema %I to %I', current_schema(), grantee);
    execute format('grant usage on sequence switchboard_id to %I', grantee);
  end loop;
  perform guard_table(name::regclass, tenant_column, append_only) from guarded_table;
end $body$;

revoke execute on function guard_table, remember_guard, protect_tenant, protect_tenant_append_only, share_table,
  guard_partition, guard_again from public;

select guard_again();
