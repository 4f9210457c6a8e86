package dev.switchboard.domain.direct;

import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.user.UserId;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Two different users of a company. Each pair has one conversation, whose name is {@code
 * conv_<low>_<high>}, whoever began it.
 */
public record Pair(UserId low, UserId high) implements Comparable<Pair> {
  private static final Pattern NAME = Pattern.compile("conv_([1-9][0-9]{0,17})_([1-9][0-9]{0,17})");
  private static final Comparator<Pair> ORDER =
      Comparator.comparing(Pair::low).thenComparing(Pair::high);

  public Pair {
    if (low.compareTo(high) >= 0) {
      throw new IllegalArgumentException("not in order: " + low + ", " + high);
    }
  }

  /**
   * @throws dev.switchboard.domain.Rejected {@code Refused}: they are the same
   */
  public static Pair of(UserId one, UserId other) {
    if (one.equals(other)) {
      throw new Refused("message_to_self", "Cannot send message to yourself").asException();
    }
    return one.compareTo(other) < 0 ? new Pair(one, other) : new Pair(other, one);
  }

  /** The pair that has exactly this name; no other spelling of it counts. */
  public static Optional<Pair> named(String name) {
    var match = NAME.matcher(name);
    if (!match.matches()) {
      return Optional.empty();
    }
    var low = new UserId(Long.parseLong(match.group(1)));
    var high = new UserId(Long.parseLong(match.group(2)));
    return low.compareTo(high) < 0 ? Optional.of(new Pair(low, high)) : Optional.empty();
  }

  public String name() {
    return "conv_" + low + "_" + high;
  }

  /** A name that somebody else made up must be this one. */
  public void requireName(String given) {
    if (!given.equals(name())) {
      throw Invalid.field(
              "conversation_id",
              "conversation_mismatch",
              "conversation_id is not that of the sender and the recipient")
          .asException();
    }
  }

  public boolean has(UserId user) {
    return low.equals(user) || high.equals(user);
  }

  /** The one who is not {@code user}, who must be one of them. */
  public UserId other(UserId user) {
    if (!has(user)) {
      throw new IllegalArgumentException("not one of them: " + user);
    }
    return low.equals(user) ? high : low;
  }

  @Override
  public int compareTo(Pair that) {
    return ORDER.compare(this, that);
  }
}
