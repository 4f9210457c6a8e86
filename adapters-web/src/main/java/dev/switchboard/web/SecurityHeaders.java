package dev.switchboard.web;

import io.javalin.http.Context;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;

/** Headers that every answer carries; the documentation page loosens its own policy. */
public final class SecurityHeaders {
  // without includeSubDomains: what else runs under the domain is not ours to decide
  private static final String ENCRYPTED_FOR_A_YEAR = "max-age=31536000";

  private static final Map<String, String> ALWAYS =
      Map.of(
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Content-Security-Policy",
          "default-src 'none'; frame-ancestors 'none'",
          "Cache-Control",
          "no-store");
  private static final HttpFields ENCODED = encoded();

  private SecurityHeaders() {}

  static void add(Context context) {
    ALWAYS.forEach(context::header);
    if (Requests.secure(context)) { // over plain HTTP browsers must ignore it (RFC 6797 §7.2)
      context.header("Strict-Transport-Security", ENCRYPTED_FOR_A_YEAR);
    }
  }

  private static HttpFields encoded() {
    var fields = HttpFields.build();
    ALWAYS.forEach((name, value) -> fields.add(new PreEncodedHttpField(name, value)));
    return fields.asImmutable();
  }

  /**
   * To an answer that is given before the routes, to a program and not to a browser; with the id
   * that every answer has.
   */
  public static void addTo(HttpFields.Mutable headers) {
    headers.add(ENCODED).put(Traces.HEADER, Traces.fresh());
  }
}
