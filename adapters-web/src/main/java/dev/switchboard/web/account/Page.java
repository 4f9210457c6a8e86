package dev.switchboard.web.account;

import dev.switchboard.web.Requests;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.LongSupplier;

/** What React Admin expects of a list: a page and how many there are. */
record Page(List<?> data, long total) {
  /** The plain list, or the page for a request that carries {@code skip}. */
  static void answer(Context context, List<?> lines, LongSupplier total) {
    if (Requests.text(context, "skip").isPresent()) {
      context.json(new Page(lines, total.getAsLong()));
    } else {
      context.json(lines);
    }
  }
}
