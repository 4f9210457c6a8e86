package dev.switchboard.web;

import io.javalin.http.Context;

/** Headers that every answer carries; the documentation page loosens its own policy. */
final class SecurityHeaders {
  // without includeSubDomains: what else runs under the domain is not ours to decide
  private static final String ENCRYPTED_FOR_A_YEAR = "max-age=31536000";

  private SecurityHeaders() {}

  static void add(Context context) {
    context.header("X-Content-Type-Options", "nosniff");
    context.header("X-Frame-Options", "DENY");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    context.header("Cache-Control", "no-store");
    if (Requests.secure(context)) { // over plain HTTP browsers must ignore it (RFC 6797 §7.2)
      context.header("Strict-Transport-Security", ENCRYPTED_FOR_A_YEAR);
    }
  }
}
