--liquibase formatted sql

--changeset switchboard:026-throttle-take splitStatements:false

-- As before, but a bucket that would need more than two spans to leak empty holds more than it can: the clock was set back
-- since, and whoever asks would be refused for as long as it was set back. Such a one is empty; a stubborn one is full, for
-- that is filled to the brim, and whose clocks differ by a little must not empty it.
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
        case
          when t.empty_at > at + 2 * a.span * interval '1 microsecond'
            then case when a.keeps_on then 2 * a.span - a.step else 0 end
          else (extract(epoch from greatest(t.empty_at, at) - at) * 1000000)::bigint -- null counts as at
        end + a.step as need,
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
