--liquibase formatted sql
--changeset switchboard:028-receipts-before-their-messages

-- How far the customer has got in what our side said. A receipt may be here before we know that a message went out; once
-- we do, it is as far as this says.
alter table conversation add column delivered_up_to timestamptz, add column read_up_to timestamptz;
