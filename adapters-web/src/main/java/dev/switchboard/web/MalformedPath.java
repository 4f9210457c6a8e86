package dev.switchboard.web;

import dev.switchboard.domain.Rejection.Refused;
import io.javalin.http.Context;
import java.util.regex.Pattern;

/**
 * Refuses a path with an escape that is none. The server underneath lets {@code %u0041} through,
 * and matching the path to a route would fail over it.
 */
final class MalformedPath {
  private static final Pattern NO_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

  private MalformedPath() {}

  static void refuse(Context context) {
    if (NO_ESCAPE.matcher(context.req().getRequestURI()).find()) {
      throw new Refused("malformed_path", "The path has a malformed escape").asException();
    }
  }
}
