package dev.switchboard.domain.conversation;

import dev.switchboard.domain.Rejection.Invalid;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Where a conversation stands in an agent's work. */
public sealed interface Lifecycle {
  record Open() implements Lifecycle {}

  /** Waiting for something outside the conversation; stays with its assignee. */
  record Pending() implements Lifecycle {}

  /** Out of sight until {@code until}, or until the customer writes. */
  record Snoozed(Instant until) implements Lifecycle {}

  /** Done; the customer's next message reopens it. */
  record Resolved() implements Lifecycle {}

  Lifecycle OPEN = new Open();
  Duration LONGEST_SNOOZE = Duration.ofDays(366);

  /** The value on the wire: {@code open, pending, snoozed, resolved}. */
  default String code() {
    return switch (this) {
      case Open _ -> "open";
      case Pending _ -> "pending";
      case Snoozed _ -> "snoozed";
      case Resolved _ -> "resolved";
    };
  }

  /**
   * What a person asked for, by its code.
   *
   * @param state absent to stay; a time to wake up alone means to snooze
   * @throws dev.switchboard.domain.Rejected {@code Invalid}: an unknown state, a snooze without a
   *     time in the future, a time without a snooze
   */
  static Lifecycle wanted(
      Lifecycle current, Optional<String> state, Optional<Instant> until, Instant now) {
    if (state.isEmpty() && until.isEmpty()) {
      return current;
    }
    var code = state.orElse("snoozed");
    if (until.isPresent() && !code.equals("snoozed")) {
      throw invalid("snoozed_until", "only a snoozed chat has snoozed_until");
    }
    return switch (code) {
      case "open" -> OPEN;
      case "pending" -> new Pending();
      case "resolved" -> new Resolved();
      case "snoozed" ->
          new Snoozed(
              until
                  .filter(now::isBefore)
                  .filter(now.plus(LONGEST_SNOOZE)::isAfter)
                  .orElseThrow(
                      () ->
                          invalid(
                              "snoozed_until", "snoozed_until must be within a year from now")));
      default -> throw invalid("state", "state is open, pending, snoozed or resolved");
    };
  }

  private static RuntimeException invalid(String field, String detail) {
    return Invalid.field(field, "invalid", detail).asException();
  }
}
