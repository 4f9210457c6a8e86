package dev.switchboard.domain.conversation;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a customer has got in what our side said, as receipts tell: for a message of which we
 * learn only later that it went out. Immutable; never moves back.
 *
 * @param delivered they have all that left until then
 * @param read they have read all that left until then
 */
public record Reach(Optional<Instant> delivered, Optional<Instant> read) {
  public static final Reach NONE = new Reach(Optional.empty(), Optional.empty());

  /** As far as either of the two. */
  public Reach and(Reach other) {
    return new Reach(later(delivered, other.delivered), later(read, other.read));
  }

  /** No further than this: a platform's clock that is wrong must not tell of what is to come. */
  public Reach until(Instant most) {
    return new Reach(delivered.map(at -> earlier(at, most)), read.map(at -> earlier(at, most)));
  }

  public boolean delivered(Instant leftAt) {
    return delivered.filter(until -> !until.isBefore(leftAt)).isPresent();
  }

  public boolean read(Instant leftAt) {
    return read.filter(until -> !until.isBefore(leftAt)).isPresent();
  }

  /** The later of two moments that may be absent. */
  public static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    return one.isEmpty() || other.filter(one.get()::isBefore).isPresent() ? other : one;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
