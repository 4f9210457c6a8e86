--liquibase formatted sql

--changeset switchboard:021-tasks-of-a-message

-- Asked for by the messages that are sent, and by nothing else. While it held every kind of task, a plan made on an empty
-- table could find one task by walking all of a company's in it.
drop index outbox_subject;
create index outbox_subject on outbox (company_id, subject_id, part) where kind = 'SEND';
