--liquibase formatted sql

-- The newest chats with a tag are read without all that carry it. Only chats with tags are written down here, by
-- triggers and not the application, so that an import, a repair and a node of the version before are written down too.

--changeset switchboard:025-chats-by-tag splitStatements:false
-- No foreign key: it would be looked up by every statement that writes, and a chat takes its rows with it below.
create table conversation_tag (
  company_id bigint not null,
  tag text not null,
  last_activity_at timestamptz not null,
  conversation_id bigint not null,
  primary key (company_id, tag, last_activity_at, conversation_id)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
select protect_tenant('conversation_tag');

create function tag_chat() returns trigger language plpgsql as $body$
begin
  if tg_op <> 'INSERT' then
    delete from conversation_tag where company_id = old.company_id and tag = any (old.tags)
      and last_activity_at = old.last_activity_at and conversation_id = old.id;
  end if;
  if tg_op <> 'DELETE' then
    insert into conversation_tag (company_id, tag, last_activity_at, conversation_id)
    select distinct new.company_id, tag, new.last_activity_at, new.id from unnest(new.tags) as t (tag)
    on conflict do nothing; -- a row left behind by a repair must not stop a chat's messages
  end if;
  return null;
end $body$;

create trigger tags_begun after insert on conversation
  for each row when (new.tags <> '{}') execute function tag_chat();
create trigger tags_moved after update of tags, last_activity_at on conversation
  for each row when ((old.tags <> '{}' or new.tags <> '{}')
    and (old.tags <> new.tags or old.last_activity_at <> new.last_activity_at)) execute function tag_chat();
create trigger tags_gone after delete on conversation
  for each row when (old.tags <> '{}') execute function tag_chat();

insert into conversation_tag (company_id, tag, last_activity_at, conversation_id)
select distinct company_id, tag, last_activity_at, id from conversation cross join unnest(tags) as t (tag)
where tags <> '{}';

--changeset switchboard:025-tags-in-no-order-go
drop index conversation_tags;
