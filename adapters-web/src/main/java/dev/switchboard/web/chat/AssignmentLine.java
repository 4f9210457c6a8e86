package dev.switchboard.web.chat;

import dev.switchboard.domain.assignment.Decision;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** One decision about whose chat it is, as JSON. */
record AssignmentLine(
    long id,
    long chatId,
    String reason,
    Long agentId,
    Long decidedBy,
    List<Considered> considered,
    Instant decidedAt) {
  /**
   * @param verdict {@code chosen}, {@code eligible} (it was another's turn), or why not
   */
  record Considered(long agentId, String name, String verdict) {}

  static AssignmentLine of(Decision decision) {
    return new AssignmentLine(
        decision.id(),
        decision.conversation().value(),
        lower(decision.reason()),
        decision.chosen().map(UserId::value).orElse(null),
        decision.by().map(UserId::value).orElse(null),
        decision.considered().stream()
            .map(c -> new Considered(c.user().value(), c.name(), lower(c.verdict())))
            .toList(),
        decision.at());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
