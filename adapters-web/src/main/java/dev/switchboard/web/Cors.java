package dev.switchboard.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.Set;

/**
 * Which browser origins may call: an exact list, never a reflection of whatever asks; {@code *}
 * alone stands for any origin, without credentials.
 */
public final class Cors {
  private static final String ANY = "*";
  private static final String PREFLIGHT_SECONDS = "600";

  private final Set<String> origins;

  /**
   * @param origins scheme, host and port, as browsers send them
   */
  public Cors(Set<String> origins) {
    this.origins = Set.copyOf(origins);
  }

  /** Whether a page of this origin may call; null is a caller that is no browser. */
  public boolean allows(String origin) {
    return origin == null || origins.contains(ANY) || origins.contains(origin);
  }

  /** Whether every origin is welcome, as in development. */
  public boolean allowsAny() {
    return origins.contains(ANY);
  }

  void apply(Context context) {
    var origin = context.header("Origin");
    if (!origins.contains(ANY)) {
      context.header("Vary", "Origin");
    }
    if (origin == null || !allows(origin)) {
      return;
    }
    context.header("Access-Control-Allow-Origin", origins.contains(ANY) ? ANY : origin);
    if (!origins.contains(ANY)) {
      // some frontends ask with credentials; we keep no cookies, so that it gives nobody anything
      context.header("Access-Control-Allow-Credentials", "true");
    }
    context.header(
        "Access-Control-Expose-Headers",
        "ETag, Idempotency-Replayed, Link, Location, RateLimit, RateLimit-Policy, Retry-After,"
            + " X-Trace-Id");
    if (preflight(context)) {
      context.header("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
      context.header(
          "Access-Control-Allow-Headers",
          "Authorization, Cache-Control, Content-Type, Idempotency-Key, If-Match, Pragma, traceparent,"
              + " X-Requested-With");
      context.header("Access-Control-Max-Age", PREFLIGHT_SECONDS);
      context.status(HttpStatus.NO_CONTENT).skipRemainingHandlers();
    }
  }

  private static boolean preflight(Context context) {
    return context.method().equals(HandlerType.OPTIONS)
        && context.header("Access-Control-Request-Method") != null;
  }
}
