package dev.switchboard.application.throttle;

import dev.switchboard.domain.Rejection.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Leaky buckets, common to all nodes and kept over restarts. No part of a unit of work, whose
 * rollback would forget what was tried and whose end others would wait for; within one it costs the
 * storage a second connection, so only few may do that at once. Thread-safe. Behaviour is fixed by
 * {@code ThrottleContract}.
 */
public interface Throttle {
  /**
   * One bucket.
   *
   * @param subject whose tries fill it, together with the quota's name
   * @param stubborn a try that it refuses counts too, so that who goes on waits longer; at most one
   *     more window
   * @param unlessKnown left out where this place was remembered
   */
  record Bucket(String subject, Quota quota, boolean stubborn, Optional<String> unlessKnown) {
    public static Bucket of(Quota quota, String subject) {
      return new Bucket(subject, quota, true, Optional.empty());
    }
  }

  /** What came of a try. */
  sealed interface Verdict {
    /**
     * @param taken from these, which are all but those that were left out
     */
    record Admitted(List<Bucket> taken) implements Verdict {
      public Admitted {
        taken = List.copyOf(taken);
      }
    }

    /**
     * @param delay until this quota has room again; of several, the longest
     */
    record Refused(Quota quota, Duration delay) implements Verdict {}
  }

  /**
   * Takes one from each bucket, or from none. What is fuller than it can be was filled before the
   * clock was set back, and is empty.
   */
  Verdict take(List<Bucket> buckets, Instant now);

  /** Undoes a try in each of {@code some}, and all tries in each of {@code all}. */
  void giveBack(Collection<Bucket> some, Collection<Bucket> all, Instant now);

  void remember(String place, Instant until);

  /** Deletes what is empty or expired, at most {@code limit} of each in one go; how many. */
  int forget(Instant now, int limit);
}
