--liquibase formatted sql
--changeset switchboard:017-chat-revisions splitStatements:true

-- Counts the changes of a chat: an edit can name the one it was made from.
alter table conversation add column revision integer not null default 0;
