package dev.switchboard.web;

import io.javalin.http.Context;

/** Headers that every answer carries; the documentation page loosens its own policy. */
final class SecurityHeaders {
  private SecurityHeaders() {}

  static void add(Context context) {
    context.header("X-Content-Type-Options", "nosniff");
    context.header("X-Frame-Options", "DENY");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    context.header("Cache-Control", "no-store");
  }
}
