package dev.switchboard.web;

import dev.switchboard.domain.Rejection.Quota;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The {@code RateLimit} fields of the IETF draft (structured fields; times in seconds). A route
 * that is throttled tells its policies with every answer, and what is left only where that is
 * nothing: more would tell an attacker how well others do. The quotas of a company, which are those
 * of every route that needs a token, are told only where they are used up.
 */
public final class RateLimits {
  private RateLimits() {}

  public static void policies(Context context, Collection<Quota> quotas) {
    context.header(
        "RateLimit-Policy",
        quotas.stream()
            .map(quota -> "%s;q=%d;w=%d".formatted(name(quota), quota.amount(), window(quota)))
            .collect(Collectors.joining(", ")));
  }

  /** Waiting as long as {@code Retry-After} says is enough. */
  static void exceeded(Context context, Quota quota, Duration wait) {
    var seconds = seconds(wait);
    policies(context, List.of(quota));
    context.header("RateLimit", "%s;r=0;t=%d".formatted(name(quota), seconds));
    context.header(Header.RETRY_AFTER, Long.toString(seconds));
  }

  private static String name(Quota quota) {
    return '"' + quota.name() + '"';
  }

  private static long window(Quota quota) {
    return seconds(quota.window());
  }

  /** Rounded up. */
  private static long seconds(Duration time) {
    return Math.max(1, time.plusSeconds(1).minusNanos(1).toSeconds());
  }
}
