--liquibase formatted sql

--changeset switchboard:018-throttle-take splitStatements:false

-- Takes one from each bucket, or from none if any of them is full: it would then need longer than its span to leak
-- empty. The i-th row tells how long the i-th bucket would need, one more taken, and whether that was too much. A
-- stubborn one counts also what it refuses, up to two spans less one step, so that who goes on waits longer and never
-- longer than a span, which is what they are told. A bucket whose place is
-- known is left out. Times in microseconds.
create or replace function throttle_take(at timestamptz, buckets bytea[], steps bigint[], spans bigint[], stubborn boolean[],
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
      set empty_at = at + least(j.need, case when j.any_full then 2 * j.span - j.step else j.need end)
        * interval '1 microsecond'
      from judged j
      where t.bucket = j.bucket and not j.left_out and (not j.any_full or j.full and j.keeps_on)
    )
    select j.need, j.full from judged j order by j.position;
end $body$;
