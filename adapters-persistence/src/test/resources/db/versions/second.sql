--liquibase formatted sql
--changeset test:second
create table second_version (id bigint);
