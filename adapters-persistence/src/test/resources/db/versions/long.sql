--liquibase formatted sql
--changeset test:long
select pg_sleep(1.5);
