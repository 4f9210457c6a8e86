--liquibase formatted sql
--changeset switchboard:023-names-that-are-there

-- An index of words begins with the company, and looks cheap while a table is empty: a plan made then read all customers
-- of a company to find one by its key. No such plan can use an index of some rows only. It also need not be written for
-- customers whose name is not known yet.
create index contact_named on contact using gin (company_id, to_tsvector('simple', coalesce(name, ''))) where name is not null;
drop index contact_search;
alter index contact_named rename to contact_search;

--changeset switchboard:023-statistics splitStatements:false

-- Analyzes the table that has outgrown its statistics most, if any has: more than twice as many rows, and 500. Gives its
-- name. Plans are made once for all values and kept until the next ANALYZE; those made on a small table take any
-- index for as good as any other, and autovacuum first looks after a minute.
create function refresh_statistics() returns text language plpgsql as $body$
declare
  outgrown regclass;
begin
  select c.oid into outgrown from pg_class c join pg_stat_user_tables s on s.relid = c.oid
  where c.relkind = 'r' and c.relnamespace = (select relnamespace from pg_class where oid = 'company'::regclass)
    and s.n_live_tup > 500 + 2 * greatest(c.reltuples, 0)
  order by s.n_live_tup / greatest(c.reltuples, 1) desc limit 1;
  if outgrown is not null then
    execute format('analyze (skip_locked) %s', outgrown);
  end if;
  return outgrown;
end $body$;
select ask_as_owner('refresh_statistics()');
