package dev.switchboard.domain.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The moments that lists and rules read, kept so that neither has to look at messages.
 *
 * @param preview what the newest message says, at most {@value #PREVIEW_LENGTH} characters
 * @param lastMessageAt provider time of that message
 * @param lastActivityAt orders the inbox; never moves back
 * @param windowOpenedAt the customer's last action that opened the answer window; an echo of ours
 *     does not open one
 */
public record Activity(
    String preview,
    Optional<Instant> lastMessageAt,
    Instant lastActivityAt,
    Optional<Instant> lastIncomingAt,
    Optional<Instant> lastOutgoingAt,
    Optional<Instant> windowOpenedAt,
    Reach reach) {
  public static final int PREVIEW_LENGTH = 200;

  /** The smallest that is stored. */
  private static final Duration STEP = Duration.ofNanos(1_000);

  public static Activity none(Instant at) {
    return new Activity(
        "", Optional.empty(), at, Optional.empty(), Optional.empty(), Optional.empty(), Reach.NONE);
  }

  Activity incoming(String text, Instant at, boolean opensWindow) {
    return new Activity(
        newer(at) ? cut(text) : preview,
        later(lastMessageAt, at),
        latest(lastActivityAt, at),
        later(lastIncomingAt, at),
        lastOutgoingAt,
        opensWindow ? later(windowOpenedAt, at) : windowOpenedAt,
        reach);
  }

  Activity outgoing(String text, Instant at) {
    return new Activity(
        newer(at) ? cut(text) : preview,
        later(lastMessageAt, at),
        latest(lastActivityAt, at),
        lastIncomingAt,
        later(lastOutgoingAt, at),
        windowOpenedAt,
        reach);
  }

  /**
   * When that is said which is said now: after what was said last from our side, also where the
   * clock was set back meanwhile or is another node's.
   */
  public Instant afterOutgoing(Instant now) {
    return lastOutgoingAt
        .map(last -> last.plus(STEP))
        .filter(next -> next.isAfter(now))
        .orElse(now);
  }

  Activity windowOpened(Instant at) {
    return new Activity(
        preview,
        lastMessageAt,
        lastActivityAt,
        lastIncomingAt,
        lastOutgoingAt,
        later(windowOpenedAt, at),
        reach);
  }

  Activity withPreview(String text) {
    return new Activity(
        cut(text),
        lastMessageAt,
        lastActivityAt,
        lastIncomingAt,
        lastOutgoingAt,
        windowOpenedAt,
        reach);
  }

  Activity reached(Reach told) {
    return new Activity(
        preview,
        lastMessageAt,
        lastActivityAt,
        lastIncomingAt,
        lastOutgoingAt,
        windowOpenedAt,
        reach.and(told));
  }

  /** A customer is waiting: they wrote, and nobody wrote after them. */
  public boolean pendingReply() {
    return lastIncomingAt.isPresent()
        && lastOutgoingAt.filter(out -> !out.isBefore(lastIncomingAt.get())).isEmpty();
  }

  private boolean newer(Instant at) {
    return lastMessageAt.filter(last -> last.isAfter(at)).isEmpty();
  }

  private static Optional<Instant> later(Optional<Instant> known, Instant at) {
    return Optional.of(known.filter(last -> last.isAfter(at)).orElse(at));
  }

  private static Instant latest(Instant known, Instant at) {
    return known.isAfter(at) ? known : at;
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= PREVIEW_LENGTH
        ? text
        : text.substring(0, text.offsetByCodePoints(0, PREVIEW_LENGTH));
  }
}
