package dev.switchboard.web;

import dev.switchboard.application.conversation.Cursor;
import dev.switchboard.application.conversation.Inbox.Slice;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/** Lists that are read piece by piece: by cursor, or by {@code skip} and {@code limit}. */
public final class Slices {
  private static final Set<String> REPLACED = Set.of("cursor", "skip");

  private Slices() {}

  /** What the request asks for. */
  public static Slice of(Context context) {
    return new Slice(
        Requests.text(context, "cursor").map(Cursor::decode),
        Requests.skip(context),
        Requests.limit(context));
  }

  /** The same request from {@code next} on, as RFC 8288 writes it. */
  public static void link(Context context, Optional<Cursor> next) {
    if (next.isEmpty()) {
      return;
    }
    var query = new ArrayList<String>();
    context.queryParamMap().entrySet().stream()
        .filter(parameter -> !REPLACED.contains(parameter.getKey()))
        .forEach(
            parameter ->
                parameter
                    .getValue()
                    .forEach(value -> query.add(encode(parameter.getKey()) + "=" + encode(value))));
    query.add("cursor=" + next.get().encoded());
    context.header(
        "Link", "<" + context.path() + "?" + String.join("&", query) + ">; rel=\"next\"");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
