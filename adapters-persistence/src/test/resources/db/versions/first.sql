--liquibase formatted sql
--changeset test:first
create table first_version (id bigint);
