--liquibase formatted sql
--changeset switchboard:009-reports splitStatements:true

create table report (
  company_id bigint not null,
  id bigint not null,
  reporter_id bigint not null,
  title text not null,
  content text not null,
  status text not null check (status in ('open', 'in_progress', 'resolved')),
  -- The newest of its comments, and how many there are.
  comment text,
  comments integer not null check (comments >= 0),
  resolved_at timestamptz,
  resolved_by bigint,
  revision integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Kept ready: row-level security lets a search compare every report it may see, and only then look at the words.
  words tsvector generated always as (to_tsvector('simple', title || ' ' || content)) stored,
  primary key (company_id, id),
  foreign key (company_id, reporter_id) references app_user (company_id, id) on delete cascade,
  foreign key (company_id, resolved_by) references app_user (company_id, id) on delete set null (resolved_by),
  check ((status = 'resolved') = (resolved_at is not null)),
  check (resolved_by is null or resolved_at is not null),
  check ((comment is null) = (comments = 0))
);
create index report_newest on report (company_id, created_at desc, id desc);
create index report_reporter on report (company_id, reporter_id, created_at desc, id desc);
create index report_status on report (company_id, status, created_at desc, id desc);
create index report_resolver on report (company_id, resolved_by) where resolved_by is not null;

create table report_comment (
  company_id bigint not null,
  report_id bigint not null,
  -- From 1, counted under the lock of the report: times of several nodes may be out of order.
  number integer not null check (number > 0),
  author_id bigint,
  comment text not null,
  status text not null,
  created_at timestamptz not null,
  primary key (company_id, report_id, number),
  foreign key (company_id, report_id) references report (company_id, id) on delete cascade,
  foreign key (company_id, author_id) references app_user (company_id, id) on delete set null (author_id)
);
create index report_comment_author on report_comment (company_id, author_id) where author_id is not null;

select protect_tenant('report');
select protect_tenant('report_comment');
