--liquibase formatted sql

-- Every message moves its conversation, and each move was written to this index too, though few conversations have tags.
-- Made beside the old one, and in a transaction of its own: readers go on meanwhile, and the exchange takes no time.

--changeset switchboard:020-tags-that-are-there
create index conversation_tags_there on conversation using gin (company_id, tags) where tags <> '{}';

--changeset switchboard:020-tags-take-the-name
drop index conversation_tags;
alter index conversation_tags_there rename to conversation_tags;
