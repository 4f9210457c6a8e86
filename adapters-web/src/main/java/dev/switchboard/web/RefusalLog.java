package dev.switchboard.web;

import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.Rejection;
import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What somebody tried and may not: a line each, with who and from where and never what they sent.
 * How many there are, the figures of the requests say by status and route.
 */
final class RefusalLog {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

  private RefusalLog() {}

  static void note(Context context, Rejection reason) {
    switch (reason) {
      case Rejection.Forbidden _ -> line(context, reason);
      // without a token it is somebody who has not logged in yet, and no attempt at anything
      case Rejection.Unauthenticated _ when context.header("Authorization") != null ->
          line(context, reason);
      default -> {}
    }
  }

  private static void line(Context context, Rejection reason) {
    LOG.warn(
        "refused {} {} ({}; {}, from {})",
        context.method(),
        route(context),
        reason.code(),
        AccessControl.found(context).map(RefusalLog::who).orElse("nobody known"),
        Client.of(context).address());
  }

  /** The template: what callers put into a path stays out. */
  private static String route(Context context) {
    var matched = context.endpoints().matchedHttpEndpoint();
    return matched == null ? "an unknown path" : matched.path;
  }

  private static String who(Caller caller) {
    return "user " + caller.user() + " of company " + caller.company();
  }
}
