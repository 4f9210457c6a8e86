--liquibase formatted sql

-- A list by one filter reads the beginning of an index, also where few of very many chats pass it. Each step below is a
-- transaction of its own and locks one large table, those that take long against writers alone: nobody who holds one of
-- them waits for another.

--changeset switchboard:022-lists-by-one-filter
create index conversation_given on conversation (company_id, assignee_id, last_activity_at desc, id desc)
  where assignee_id is not null;
create index conversation_unassigned on conversation (company_id, last_activity_at desc, id desc)
  where assignee_id is null;
create index conversation_unseen on conversation (company_id, (unread_count > 0), last_activity_at desc, id desc);
create index conversation_unanswered on conversation (company_id,
  ((last_incoming_at is not null and (last_outgoing_at is null or last_outgoing_at < last_incoming_at))),
  last_activity_at desc, id desc);
create index conversation_state on conversation (company_id, state, last_activity_at desc, id desc);
create index conversation_platform on conversation (company_id, platform, last_activity_at desc, id desc);

--changeset switchboard:022-given-takes-the-name
drop index conversation_assignee;
alter index conversation_given rename to conversation_assignee;

--changeset switchboard:022-words-of-reports
create index report_words on report using gin (company_id, words);

--changeset switchboard:022-tally
--validCheckSum: 9:4a2bcd619dd014dd73d3f71a976dc07d
-- What changed the figures of a company, one row for each figure that a statement adds to or takes from and two for each
-- chat that changes hands and each report that changes its state; their sum is the figure. Nothing is updated, so nobody
-- waits for anybody; rows that have gathered are replaced by their sum.
create table tally (
  company_id bigint not null,
  id bigint generated always as identity (cache 20),
  -- chats: by assignee and platform; messages; reports: by status.
  what text not null,
  assignee_id bigint,
  part text,
  change bigint not null,
  folded boolean not null default false,
  primary key (company_id, id)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
create index tally_unfolded on tally (company_id) where not folded;
-- Folded and forgotten by no request of people.
select remember_guard('tally', 'company_id', 'select, insert', 'select, insert, update, delete');

--changeset switchboard:022-tally-of-chats splitStatements:false
create function tally_chats() returns trigger language plpgsql as $body$
begin
  insert into tally (company_id, what, assignee_id, part, change)
  select company_id, 'chats', assignee_id, platform, tg_argv[0]::integer * count(*) from moved group by 1, 3, 4;
  return null;
end $body$;

create function tally_chat() returns trigger language plpgsql as $body$
begin
  insert into tally (company_id, what, assignee_id, part, change) values
    (old.company_id, 'chats', old.assignee_id, old.platform, -1),
    (new.company_id, 'chats', new.assignee_id, new.platform, 1);
  return null;
end $body$;

create trigger tally_begun after insert on conversation referencing new table as moved
  for each statement execute function tally_chats('1');
create trigger tally_gone after delete on conversation referencing old table as moved
  for each statement execute function tally_chats('-1');
create trigger tally_given after update of assignee_id on conversation
  for each row when (old.assignee_id is distinct from new.assignee_id) execute function tally_chat();

insert into tally (company_id, what, assignee_id, part, change, folded)
select company_id, 'chats', assignee_id, platform, count(*), true from conversation group by 1, 3, 4;

--changeset switchboard:022-tally-of-messages splitStatements:false
create function tally_messages() returns trigger language plpgsql as $body$
begin
  insert into tally (company_id, what, change)
  select company_id, 'messages', tg_argv[0]::integer * count(*) from moved group by 1;
  return null;
end $body$;

create trigger tally_sent after insert on message referencing new table as moved
  for each statement execute function tally_messages('1');
create trigger tally_gone after delete on message referencing old table as moved
  for each statement execute function tally_messages('-1');

insert into tally (company_id, what, change, folded)
select company_id, 'messages', count(*), true from message group by 1;

--changeset switchboard:022-tally-of-reports splitStatements:false
create function tally_reports() returns trigger language plpgsql as $body$
begin
  insert into tally (company_id, what, part, change)
  select company_id, 'reports', status, tg_argv[0]::integer * count(*) from moved group by 1, 3;
  return null;
end $body$;

create function tally_report() returns trigger language plpgsql as $body$
begin
  insert into tally (company_id, what, part, change) values
    (old.company_id, 'reports', old.status, -1), (new.company_id, 'reports', new.status, 1);
  return null;
end $body$;

create trigger tally_filed after insert on report referencing new table as moved
  for each statement execute function tally_reports('1');
create trigger tally_gone after delete on report referencing old table as moved
  for each statement execute function tally_reports('-1');
create trigger tally_moved after update of status on report
  for each row when (old.status is distinct from new.status) execute function tally_report();

insert into tally (company_id, what, part, change, folded)
select company_id, 'reports', status, count(*), true from report group by 1, 3;
