package dev.switchboard.meta.graph;

import dev.switchboard.domain.channel.ChannelAccountId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A token bucket for each account and kind of call, so that we slow down before the platform makes
 * us. A bucket holds the calls of one second. This process's calls only: several nodes may together
 * reach several times the rate, which is still below Meta's own. Thread-safe.
 */
final class SendRates {
  /** What is counted separately. */
  enum Kind {
    TEXT,
    MEDIA
  }

  private record Key(ChannelAccountId account, Kind kind) {}

  private final Map<Kind, Integer> perSecond;
  private final Clock clock;
  private final Map<Key, Bucket> buckets = new ConcurrentHashMap<>();

  SendRates(int textsPerSecond, int mediaPerSecond, Clock clock) {
    this.perSecond = Map.of(Kind.TEXT, textsPerSecond, Kind.MEDIA, mediaPerSecond);
    this.clock = clock;
  }

  /**
   * Takes a token if there is one.
   *
   * @return how long to wait before asking again; empty when the call may leave now
   */
  Optional<Duration> take(ChannelAccountId account, Kind kind) {
    var rate = perSecond.get(kind);
    return buckets
        .computeIfAbsent(new Key(account, kind), _ -> new Bucket(rate, clock.instant()))
        .take(clock.instant());
  }

  /** Counted in nanoseconds: a call costs a share of the second, time gives them back. */
  private static final class Bucket {
    private static final long FULL = Duration.ofSeconds(1).toNanos();

    private final long cost;
    private long saved = FULL;
    private Instant at;

    Bucket(int perSecond, Instant now) {
      this.cost = FULL / perSecond;
      this.at = now;
    }

    synchronized Optional<Duration> take(Instant now) {
      long since = Duration.between(at, now).toNanos();
      if (since > 0) {
        saved += Math.min(FULL - saved, since);
      }
      if (since > 0 || since < -FULL) { // the clock was set back, and no other thread was faster
        at = now;
      }
      if (saved < cost) {
        return Optional.of(Duration.ofNanos(cost - saved));
      }
      saved -= cost;
      return Optional.empty();
    }
  }
}
