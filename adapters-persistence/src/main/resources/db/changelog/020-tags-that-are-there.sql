--liquibase formatted sql

--changeset switchboard:020-tags-that-are-there

-- Every message moves its conversation, and each move was written to this index too, though few conversations have tags.
drop index conversation_tags;
create index conversation_tags on conversation using gin (company_id, tags) where tags <> '{}';
