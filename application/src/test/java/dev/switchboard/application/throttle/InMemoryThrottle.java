package dev.switchboard.application.throttle;

import dev.switchboard.domain.Rejection.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Buckets of one process, for as long as it lives. */
public final class InMemoryThrottle implements Throttle {
  private record Level(Bucket bucket, Duration needed) {
    boolean full() {
      return needed.compareTo(bucket.quota().window()) > 0;
    }

    Duration delay() {
      return needed.minus(bucket.quota().window());
    }

    Duration capped() {
      var most = bucket.quota().window().multipliedBy(2).minus(bucket.quota().step());
      return needed.compareTo(most) > 0 ? most : needed;
    }
  }

  private record Key(Quota quota, String subject) {
    static Key of(Bucket bucket) {
      return new Key(bucket.quota(), bucket.subject());
    }
  }

  private final Map<Key, Instant> emptyAt = new HashMap<>();
  private final Map<String, Instant> known = new HashMap<>();

  @Override
  public synchronized Verdict take(List<Bucket> buckets, Instant now) {
    var levels =
        buckets.stream()
            .filter(bucket -> bucket.unlessKnown().filter(place -> knows(place, now)).isEmpty())
            .map(bucket -> new Level(bucket, needed(bucket, now)))
            .toList();
    var worst = levels.stream().filter(Level::full).max(Comparator.comparing(Level::delay));
    if (worst.isEmpty()) {
      levels.forEach(level -> fill(level.bucket(), now.plus(level.needed())));
      return new Verdict.Admitted(levels.stream().map(Level::bucket).toList());
    }
    levels.stream()
        .filter(level -> level.full() && level.bucket().stubborn())
        .forEach(level -> fill(level.bucket(), now.plus(level.capped())));
    return new Verdict.Refused(worst.get().bucket().quota(), worst.get().delay());
  }

  private Duration needed(Bucket bucket, Instant now) {
    var step = bucket.quota().step();
    var filled = Duration.between(now, emptyAt.getOrDefault(Key.of(bucket), now));
    var brim = bucket.quota().window().multipliedBy(2);
    if (filled.compareTo(brim) > 0) {
      return bucket.stubborn() ? brim : step;
    }
    return filled.isNegative() ? step : filled.plus(step);
  }

  private boolean knows(String place, Instant now) {
    return known.getOrDefault(place, Instant.MIN).isAfter(now);
  }

  private void fill(Bucket bucket, Instant empty) {
    emptyAt.put(Key.of(bucket), empty);
  }

  @Override
  public synchronized void giveBack(Collection<Bucket> some, Collection<Bucket> all, Instant now) {
    some.forEach(
        bucket ->
            emptyAt.computeIfPresent(
                Key.of(bucket), (_, empty) -> empty.minus(bucket.quota().step())));
    all.forEach(bucket -> emptyAt.remove(Key.of(bucket)));
  }

  @Override
  public synchronized void remember(String place, Instant until) {
    known.merge(place, until, (one, other) -> one.isAfter(other) ? one : other);
  }

  @Override
  public synchronized int forget(Instant now, int limit) {
    return drop(emptyAt, now, limit) + drop(known, now, limit);
  }

  private static <K> int drop(Map<K, Instant> rows, Instant now, int limit) {
    var old =
        rows.entrySet().stream()
            .filter(row -> !row.getValue().isAfter(now))
            .limit(limit)
            .map(Map.Entry::getKey)
            .toList();
    old.forEach(rows::remove);
    return old.size();
  }
}
