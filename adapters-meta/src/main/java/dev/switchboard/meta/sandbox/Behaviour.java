package dev.switchboard.meta.sandbox;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How one call goes. Made from {@link #WELL} by saying what is different.
 *
 * @param error answered instead of success
 * @param accepted whether the call takes effect; with an error, whether it does so nevertheless
 * @param delay before the answer
 * @param line what becomes of the connection
 * @param echo when a sent message's echo comes, if there are echoes at all
 * @param headers added to the answer
 */
public record Behaviour(
    Optional<GraphError> error,
    boolean accepted,
    Duration delay,
    Line line,
    Echo echo,
    Map<String, String> headers) {

  /** What becomes of the connection once the request has been read. */
  public enum Line {
    /** The answer is given. */
    ANSWERS,
    /** Closed without a byte of answer. */
    CLOSES,
    /** The headers and half of the body, then closed. */
    CUTS,
    /** Reset (RST). */
    RESETS,
    /** Held open without an answer until the caller goes away. */
    HANGS
  }

  /** When the echo of a sent message comes. */
  public enum Echo {
    AFTER_RESPONSE,
    BEFORE_RESPONSE,
    DELAYED,
    DUPLICATED,
    NEVER
  }

  /** How late a {@link Echo#DELAYED} echo comes. */
  public static final Duration ECHO_DELAY = Duration.ofSeconds(2);

  public static final Behaviour WELL =
      new Behaviour(
          Optional.empty(), true, Duration.ZERO, Line.ANSWERS, Echo.AFTER_RESPONSE, Map.of());

  public Behaviour {
    headers = Map.copyOf(headers);
  }

  /** This error, and no effect. */
  public static Behaviour fails(GraphError error) {
    return WELL.withError(error);
  }

  /** The line does this before the call had any effect. */
  public static Behaviour loses(Line line) {
    return WELL.withLine(line).withoutEffect();
  }

  /** The call takes effect, and then the line does this: the caller cannot know. */
  public static Behaviour acceptsAnd(Line line) {
    return WELL.withLine(line);
  }

  public static Behaviour echoes(Echo echo) {
    return new Behaviour(Optional.empty(), true, Duration.ZERO, Line.ANSWERS, echo, Map.of());
  }

  private Behaviour withError(GraphError next) {
    return new Behaviour(Optional.of(next), false, delay, line, echo, headers);
  }

  private Behaviour withLine(Line next) {
    return new Behaviour(error, accepted, delay, next, echo, headers);
  }

  private Behaviour withoutEffect() {
    return new Behaviour(error, false, delay, line, echo, headers);
  }

  /** An error is answered although the message goes out, as with 1/1357046. */
  public Behaviour butAccepted() {
    return new Behaviour(error, true, delay, line, echo, headers);
  }

  public Behaviour after(Duration next) {
    return new Behaviour(error, accepted, next, line, echo, headers);
  }

  /** For example {@code X-Business-Use-Case-Usage}. */
  public Behaviour withHeader(String name, String value) {
    var all = new TreeMap<>(headers);
    all.put(name, value);
    return new Behaviour(error, accepted, delay, line, echo, all);
  }
}
