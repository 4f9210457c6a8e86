--liquibase formatted sql

-- Asked for by the messages that are sent, and by nothing else. While it held every kind of task, a plan made on an empty
-- table could find one task by walking all of a company's in it. Made beside the old one, and in a transaction of its own:
-- readers go on meanwhile, and the exchange takes no time.

--changeset switchboard:021-tasks-of-a-message
create index outbox_subject_sent on outbox (company_id, subject_id, part) where kind = 'SEND';

--changeset switchboard:021-tasks-take-the-name
drop index outbox_subject;
alter index outbox_subject_sent rename to outbox_subject;
