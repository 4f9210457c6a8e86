package dev.switchboard.web;

import io.javalin.http.Context;
import java.util.Collections;

/**
 * From where a request comes, behind the proxies that are trusted.
 *
 * @param address a literal, never a name
 * @param secure whether the client's own connection is encrypted
 */
record Client(String address, boolean secure) {
  private static final String ATTRIBUTE = "switchboard.client";

  static void find(Context context, Proxies proxies) {
    var peer = context.req().getRemoteAddr();
    var scheme = proxies.scheme(peer, all(context, "X-Forwarded-Proto"), context.scheme());
    var address = proxies.client(peer, all(context, "X-Forwarded-For"));
    context.attribute(ATTRIBUTE, new Client(address, scheme.equals("https")));
  }

  static Client of(Context context) {
    Client found = context.attribute(ATTRIBUTE);
    return found != null
        ? found
        : new Client(context.req().getRemoteAddr(), context.scheme().equals("https"));
  }

  /** A header may come in several lines, which count as one list. */
  private static String all(Context context, String header) {
    var values = context.req().getHeaders(header);
    if (values == null || !values.hasMoreElements()) {
      return null;
    }
    return String.join(",", Collections.list(values));
  }
}
