--liquibase formatted sql
--changeset switchboard:016-answers-to-what-is-gone

-- Deleting a message takes its number out of what answers it.
create index direct_message_answers on direct_message (company_id, parent_id) where parent_id is not null;
