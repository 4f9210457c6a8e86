--liquibase formatted sql
--changeset test:broken
create table broken_version (id no_such_type);
