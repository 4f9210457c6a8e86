--liquibase formatted sql

-- An index of words begins with the company, and looks cheap while a table is empty: a plan made then read all customers
-- of a company to find one by its key. No such plan can use an index of some rows only. It also need not be written for
-- customers whose name is not known yet.

--changeset switchboard:023-names-that-are-there
create index contact_named on contact using gin (company_id, to_tsvector('simple', coalesce(name, ''))) where name is not null;

--changeset switchboard:023-named-takes-the-name
drop index contact_search;
alter index contact_named rename to contact_search;
