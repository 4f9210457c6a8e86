--liquibase formatted sql
--changeset switchboard:011-idempotency splitStatements:true

-- The answers to requests under an idempotency key. key_hash covers route and key; fingerprint is keyed, for a request
-- may hold a password.
create table idempotency_key (
  company_id bigint not null,
  user_id bigint not null,
  key_hash bytea not null,
  fingerprint bytea not null,
  status integer not null,
  content_type text,
  body text not null,
  location text,
  expires_at timestamptz not null,
  primary key (company_id, user_id, key_hash),
  foreign key (company_id, user_id) references app_user (company_id, id) on delete cascade
);
create index idempotency_key_expires on idempotency_key (expires_at);
select protect_tenant('idempotency_key');

-- How much of a quota is used up: a leaky bucket that will be empty at empty_at. Keys are hashes, for nobody should
-- read here who tried to log in from where.
create table throttle_bucket (
  bucket bytea primary key,
  empty_at timestamptz not null
) with (fillfactor = 50);
create index throttle_bucket_empty on throttle_bucket (empty_at);
select share_table('throttle_bucket');

-- From where an account was entered before: there its owner is not slowed down by what others try elsewhere.
create table throttle_known_place (
  place bytea primary key,
  until timestamptz not null
);
create index throttle_known_place_until on throttle_known_place (until);
select share_table('throttle_known_place');

--changeset switchboard:011-throttle-take splitStatements:false

-- Takes one from each bucket, or from none if any of them is full: it would then need longer than its span to leak
-- empty. The i-th row tells how long the i-th bucket would need, one more taken, and whether that was too much. A
-- stubborn one counts also what it refuses, up to two spans, so that who goes on waits longer. A bucket whose place is
-- known is left out. Times in microseconds.
create function throttle_take(at timestamptz, buckets bytea[], steps bigint[], spans bigint[], stubborn boolean[],
  places bytea[]) returns table (needed bigint, refused boolean)
language plpgsql as $body$
begin
  -- in one order, so that two callers with common buckets wait for each other once
  insert into throttle_bucket select distinct b, at from unnest(buckets) b order by 1 on conflict do nothing;
  perform from throttle_bucket t where t.bucket = any(buckets) order by t.bucket for update;
  return query
    with asked as (
      select a.*,
        (extract(epoch from greatest(t.empty_at, at) - at) * 1000000)::bigint + a.step as need, -- null counts as at
        exists (select from throttle_known_place k where k.place = a.place and k.until > at) as left_out
      from unnest(buckets, steps, spans, stubborn, places) with ordinality
        as a (bucket, step, span, keeps_on, place, position)
      left join throttle_bucket t using (bucket)
    ), judged as (
      select a.*, not a.left_out and a.need > a.span as full,
        bool_or(not a.left_out and a.need > a.span) over () as any_full
      from asked a
    ), taken as (
      update throttle_bucket t
      set empty_at = at + least(j.need, case when j.any_full then 2 * j.span else j.need end)
        * interval '1 microsecond'
      from judged j
      where t.bucket = j.bucket and not j.left_out and (not j.any_full or j.full and j.keeps_on)
    )
    select j.need, j.full from judged j order by j.position;
end $body$;
