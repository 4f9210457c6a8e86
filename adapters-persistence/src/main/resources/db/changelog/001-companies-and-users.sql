--liquibase formatted sql
--changeset switchboard:001-companies-and-users splitStatements:true

create sequence switchboard_id increment by 50;

create table company (
  id bigint primary key,
  name text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table app_user (
  company_id bigint not null references company (id),
  id bigint not null,
  username text not null,
  email text,
  phone_number text,
  emp_id text,
  password_hash text not null,
  full_name text,
  first_name text,
  last_name text,
  bio text,
  country text,
  business_name text,
  tagline text,
  website text,
  social_links jsonb not null default '{}',
  avatar_url text,
  setup_completed boolean not null default false,
  is_active boolean not null default true,
  is_superuser boolean not null default false,
  can_receive_new_chats boolean not null default true,
  chat_capacity integer check (chat_capacity > 0),
  revision integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (company_id, id)
);
create unique index app_user_emp_id on app_user (company_id, lower(emp_id)) where emp_id is not null;
create index app_user_newest on app_user (company_id, created_at desc, id desc);

-- Logging in knows no company yet: names are unique over the installation, and this directory says whose they are.
-- kind: username, email, phone; name: folded as the application folds it.
create table login_name (
  kind text not null,
  name text not null,
  company_id bigint not null,
  user_id bigint not null,
  primary key (kind, name),
  foreign key (company_id, user_id) references app_user (company_id, id) on delete cascade
);
create index login_name_user on login_name (company_id, user_id);

create table role (
  company_id bigint not null references company (id),
  id bigint not null,
  slug text not null,
  name text not null,
  description text,
  is_system boolean not null,
  permissions text[] not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (company_id, id),
  unique (company_id, slug)
);

create table user_role (
  company_id bigint not null,
  user_id bigint not null,
  role_id bigint not null,
  primary key (company_id, user_id, role_id),
  foreign key (company_id, user_id) references app_user (company_id, id) on delete cascade,
  foreign key (company_id, role_id) references role (company_id, id)
);
create index user_role_role on user_role (company_id, role_id);

create table session (
  company_id bigint not null,
  id bigint not null,
  user_id bigint not null,
  device_info text,
  ip_address text,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_reason text,
  primary key (company_id, id),
  foreign key (company_id, user_id) references app_user (company_id, id) on delete cascade
);
create index session_of_user on session (company_id, user_id, created_at desc);

-- Only hashes: a copy of this table lets nobody in.
create table refresh_token (
  company_id bigint not null,
  token_hash bytea not null,
  session_id bigint not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (company_id, token_hash),
  foreign key (company_id, session_id) references session (company_id, id) on delete cascade
);
create index refresh_token_session on refresh_token (company_id, session_id);

create table ws_ticket (
  ticket_hash bytea primary key,
  company_id bigint not null,
  session_id bigint not null,
  expires_at timestamptz not null,
  foreign key (company_id, session_id) references session (company_id, id) on delete cascade
);
create index ws_ticket_session on ws_ticket (company_id, session_id);
create index ws_ticket_expires on ws_ticket (expires_at);
