package dev.switchboard.application.throttle;

import dev.switchboard.domain.Rejection.Quota;
import dev.switchboard.domain.company.CompanyId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Of this node alone, in memory: one number for each company and quota, namely when all that was
 * taken will have leaked away. Companies are few and proven by a token, so none is ever dropped.
 */
public final class LocalAllowances implements Allowances {
  private record Key(CompanyId company, String quota) {}

  private final Map<Key, AtomicLong> emptyAt = new ConcurrentHashMap<>();

  @Override
  public Optional<Duration> take(CompanyId company, Quota quota, Instant now) {
    var bucket =
        emptyAt.computeIfAbsent(
            new Key(company, quota.name()), _ -> new AtomicLong(Long.MIN_VALUE));
    long at = nanos(now);
    long step = quota.step().toNanos();
    long window = quota.window().toNanos();
    while (true) {
      long before = bucket.get();
      // fuller than it can be: the clock was set back since
      long from = before > at + 2 * window ? at : Math.max(before, at);
      long after = from + step;
      long over = after - at - window;
      if (over > 0) {
        return Optional.of(Duration.ofNanos(over));
      }
      if (bucket.compareAndSet(before, after)) {
        return Optional.empty();
      }
    }
  }

  private static long nanos(Instant time) {
    return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
  }
}
