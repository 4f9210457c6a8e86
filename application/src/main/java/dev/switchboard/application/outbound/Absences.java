package dev.switchboard.application.outbound;

import dev.switchboard.domain.channel.ChannelAccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long to leave an account alone that does not let calls out: about as long as that has lasted,
 * so that nobody waits much longer than the platform was away, and a long absence costs each
 * waiting task few looks. What this node has seen itself, and lost with it. Thread-safe.
 */
final class Absences {
  private static final Duration LEAST = Duration.ofSeconds(30);
  private static final Duration MOST = Duration.ofMinutes(4);
  private static final Duration FORGOTTEN = Duration.ofMinutes(15); // longer than anybody waits

  private record Absence(Instant since, Instant seen) {
    Absence seenAgain(Instant now) {
      return new Absence(seen.plus(FORGOTTEN).isBefore(now) ? now : since, now);
    }
  }

  private final Map<ChannelAccountId, Absence> absences = new ConcurrentHashMap<>();

  /**
   * It does not let calls out.
   *
   * @param number another one for each task, so that they do not come back together: one waits up
   *     to twice as long as another
   */
  Duration pause(ChannelAccountId account, long number, Instant now) {
    var absence =
        absences.compute(
            account, (_, known) -> known == null ? new Absence(now, now) : known.seenAgain(now));
    long seconds =
        Math.clamp(
            Duration.between(absence.since(), now).toSeconds(),
            LEAST.toSeconds(),
            MOST.toSeconds());
    return Duration.ofSeconds(seconds + Math.floorMod(number, seconds));
  }

  /** It answered. */
  void over(ChannelAccountId account) {
    absences.remove(account);
  }
}
