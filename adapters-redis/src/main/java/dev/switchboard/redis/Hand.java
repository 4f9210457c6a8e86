package dev.switchboard.redis;

import dev.switchboard.domain.Rejection.Quota;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a node has taken out of one bucket and not given away yet. One asks for the next handful,
 * the others wait for it: if each took one, many at once would empty the bucket into their hands.
 * The bucket is a number, as in memory: when all that was taken will have leaked away, in
 * microseconds.
 */
final class Hand {
  // what may lie unused in the hands of each node
  private static final int HANDFULS = 200;
  private static final Duration FRESH = Duration.ofSeconds(1);

  private static final Script TAKE =
      new Script(
          ScriptOutputType.VALUE,
          """
          local at, step, window, want = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
          local from = math.max(tonumber(redis.call('GET', KEYS[1]) or 0) or 0, at)
          -- fuller than it can be: the clock was set back since
          if from > at + 2 * window then from = at end
          -- a thousandth of a try for what is lost to rounding
          local some = math.min(want, math.floor((at + window - from) / step + 0.001))
          if some < 1 then
            return string.format('0 %.3f', from + step - at - window)
          end
          local to = from + some * step
          redis.call('SET', KEYS[1], string.format('%.3f', to), 'PX', math.ceil((to - at) / 1000))
          return string.format('%d 0', some)
          """);

  /**
   * What comes of a try.
   *
   * @param delay until there is room; empty where there was
   */
  record Verdict(Optional<Duration> delay) {
    static final Verdict ADMITTED = new Verdict(Optional.empty());
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final RedisLine line;
  private final String key;
  private int left;
  private Instant takenAt = Instant.MIN;
  private Instant fullUntil = Instant.MIN;

  Hand(RedisLine line, String key) {
    this.line = line;
    this.key = key;
  }

  /** Empty where it cannot be known in time. */
  Optional<Verdict> take(Quota quota, Instant now, Duration patience) {
    if (!entered(patience)) {
      return Optional.empty();
    }
    try {
      if (left > 0 && now.isBefore(takenAt.plus(FRESH))) {
        left--;
        return Optional.of(Verdict.ADMITTED);
      }
      var delay = Duration.between(now, fullUntil);
      if (delay.isPositive() && delay.compareTo(quota.window()) <= 0) {
        return Optional.of(new Verdict(Optional.of(delay))); // it empties by time alone
      }
      return refill(quota, now);
    } finally {
      lock.unlock();
    }
  }

  private boolean entered(Duration patience) {
    try {
      return lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Optional<Verdict> refill(Quota quota, Instant now) {
    int want = Math.max(1, quota.amount() / HANDFULS);
    return line.<String>ask(
            commands ->
                TAKE.run(
                    commands,
                    key,
                    micros(Duration.between(Instant.EPOCH, now)),
                    micros(quota.step()),
                    micros(quota.window()),
                    Integer.toString(want)))
        .map(answer -> answered(answer, now));
  }

  private Verdict answered(String answer, Instant now) {
    var parts = answer.split(" ");
    int some = Integer.parseInt(parts[0]);
    if (some == 0) {
      left = 0;
      var delay = Duration.ofNanos(Math.round(Double.parseDouble(parts[1]) * 1_000));
      fullUntil = now.plus(delay);
      return new Verdict(Optional.of(delay));
    }
    left = some - 1;
    takenAt = now;
    return Verdict.ADMITTED;
  }

  private static String micros(Duration time) {
    return String.format(
        Locale.ROOT, "%d.%03d", time.toNanos() / 1_000, Math.floorMod(time.toNanos(), 1_000L));
  }
}
