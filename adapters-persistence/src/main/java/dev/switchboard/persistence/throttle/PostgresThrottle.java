package dev.switchboard.persistence.throttle;

import dev.switchboard.application.throttle.Throttle;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One statement each, apart from any unit of work; buckets are locked in the order of their keys.
 */
public final class PostgresThrottle implements Throttle {
  private static final String TAKE =
      """
      select t.needed, t.refused, exists (
          select from throttle_known_place k where k.place = a.place and k.until > ?) as left_out
      from throttle_take(?, ?, ?, ?, ?, ?) with ordinality t (needed, refused, position)
      join unnest(?) with ordinality a (place, position) using (position)
      order by position
      """;

  private static final String GIVE_BACK =
      """
      with locked as materialized (
        select t.bucket, asked.step from unnest(?, ?) as asked (bucket, step)
        join throttle_bucket t using (bucket) order by t.bucket for update of t
      )
      update throttle_bucket t
      set empty_at = coalesce(t.empty_at - step * interval '1 microsecond', ?)
      from locked where t.bucket = locked.bucket
      """;

  private static final String REMEMBER =
      """
      insert into throttle_known_place as known (place, until) values (?, ?)
      on conflict (place) do update set until = greatest(known.until, excluded.until)
      """;

  private static final String FORGET =
      """
      with empty as (
        delete from throttle_bucket where bucket = any(array(
          select bucket from throttle_bucket where empty_at <= ? limit ? for update skip locked))
        returning 1
      ), past as (
        delete from throttle_known_place where place = any(array(
          select place from throttle_known_place where until <= ? limit ? for update skip locked))
        returning 1
      )
      select (select count(*) from empty) + (select count(*) from past)
      """;

  private record Level(Duration needed, boolean refused, boolean leftOut) {}

  private final Database database;

  public PostgresThrottle(Database database) {
    this.database = database;
  }

  @Override
  public Verdict take(List<Bucket> buckets, Instant now) {
    var levels =
        database.apart(
            connection ->
                Sql.list(
                    connection,
                    TAKE,
                    row ->
                        new Level(
                            Duration.of(row.getLong("needed"), ChronoUnit.MICROS),
                            row.getBoolean("refused"),
                            row.getBoolean("left_out")),
                    now,
                    now,
                    keys(buckets),
                    buckets.stream().map(PostgresThrottle::step).toArray(Long[]::new),
                    buckets.stream().map(b -> micros(b.quota().window())).toArray(Long[]::new),
                    buckets.stream().map(Bucket::stubborn).toArray(Boolean[]::new),
                    places(buckets),
                    places(buckets)));
    return verdict(buckets, levels);
  }

  private static Verdict verdict(List<Bucket> buckets, List<Level> levels) {
    Verdict.Refused worst = null;
    for (int i = 0; i < levels.size(); i++) {
      var quota = buckets.get(i).quota();
      var wait = levels.get(i).needed().minus(quota.window());
      if (levels.get(i).refused() && (worst == null || wait.compareTo(worst.delay()) > 0)) {
        worst = new Verdict.Refused(quota, wait);
      }
    }
    return worst == null ? new Verdict.Admitted(taken(buckets, levels)) : worst;
  }

  private static List<Bucket> taken(List<Bucket> buckets, List<Level> levels) {
    return IntStream.range(0, levels.size())
        .filter(i -> !levels.get(i).leftOut())
        .mapToObj(buckets::get)
        .toList();
  }

  @Override
  public void giveBack(Collection<Bucket> some, Collection<Bucket> all, Instant now) {
    var both = Stream.concat(some.stream(), all.stream()).toList();
    var steps =
        Stream.concat(some.stream().map(PostgresThrottle::step), all.stream().map(_ -> null));
    database.apart(
        connection ->
            Sql.update(connection, GIVE_BACK, keys(both), steps.toArray(Long[]::new), now));
  }

  @Override
  public void remember(String place, Instant until) {
    database.apart(connection -> Sql.update(connection, REMEMBER, digest(place), until));
  }

  @Override
  public int forget(Instant now, int limit) {
    return database
        .apart(
            connection -> Sql.one(connection, FORGET, row -> row.getInt(1), now, limit, now, limit))
        .orElseThrow();
  }

  private static byte[][] keys(List<Bucket> buckets) {
    return buckets.stream()
        .map(bucket -> digest(bucket.quota().name() + "\n" + bucket.subject()))
        .toArray(byte[][]::new);
  }

  private static byte[][] places(List<Bucket> buckets) {
    return buckets.stream()
        .map(bucket -> bucket.unlessKnown().map(PostgresThrottle::digest).orElse(null))
        .toArray(byte[][]::new);
  }

  private static Long step(Bucket bucket) {
    return micros(bucket.quota().step());
  }

  private static long micros(Duration time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(time));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
