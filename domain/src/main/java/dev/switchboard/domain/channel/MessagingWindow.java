package dev.switchboard.domain.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * May an answer go out now, and as what? Decided for each message, from the customer's last opening
 * action (Meta: standard messaging window, 24 hours; Human Agent tag, 7 days, written by a person).
 */
public sealed interface MessagingWindow {
  Duration STANDARD = Duration.ofHours(24);
  Duration HUMAN_AGENT = Duration.ofDays(7);

  /** Within 24 hours: a plain response. */
  record Response(Instant closesAt) implements MessagingWindow {}

  /** From 24 hours to 7 days, a person's answer: goes out with the HUMAN_AGENT tag. */
  record HumanAgent(Instant closesAt) implements MessagingWindow {}

  /**
   * Too late, or never open.
   *
   * @param closedAt absent when the customer never wrote
   */
  record Closed(Optional<Instant> closedAt) implements MessagingWindow {}

  /**
   * @param byPerson a person wrote it, not a machine
   * @param tagAllowed the account may use HUMAN_AGENT
   */
  static MessagingWindow at(
      Platform platform,
      Optional<Instant> opened,
      Instant now,
      boolean byPerson,
      boolean tagAllowed) {
    if (platform == Platform.SMS || platform == Platform.WEB) {
      return new Response(Instant.MAX);
    }
    if (opened.isEmpty()) {
      return new Closed(Optional.empty());
    }
    var standardEnd = opened.get().plus(STANDARD);
    if (now.isBefore(standardEnd)) {
      return new Response(standardEnd);
    }
    var humanEnd = opened.get().plus(HUMAN_AGENT);
    var tagged =
        byPerson && tagAllowed && (platform == Platform.FACEBOOK || platform == Platform.INSTAGRAM);
    if (!tagged) {
      return new Closed(Optional.of(standardEnd));
    }
    return now.isBefore(humanEnd) ? new HumanAgent(humanEnd) : new Closed(Optional.of(humanEnd));
  }
}
