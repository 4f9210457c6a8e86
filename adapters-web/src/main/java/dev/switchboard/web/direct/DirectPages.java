package dev.switchboard.web.direct;

import dev.switchboard.application.direct.DirectInbox;
import dev.switchboard.application.direct.DirectInbox.Which;
import dev.switchboard.application.direct.DirectMessageView;
import dev.switchboard.domain.direct.DirectMessage;
import dev.switchboard.web.Mounts;
import dev.switchboard.web.Requests;
import dev.switchboard.web.Slices;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.util.Map;

/** Answers that several routes give. */
final class DirectPages {
  private DirectPages() {}

  /** The newest page, to be read from its oldest message; the link leads to the page before it. */
  static void messages(Context context, DirectInbox inbox, Which which) {
    var caller = Requests.caller(context);
    var page = inbox.messages(caller.company(), caller.user(), which, Slices.of(context));
    Slices.link(context, page.next());
    context.json(page.items().reversed());
  }

  static void created(Context context, DirectMessage message) {
    context
        .status(HttpStatus.CREATED)
        .header(Header.LOCATION, Mounts.MESSAGES.paths().getLast() + "/" + message.id())
        .json(DirectMessageView.of(message));
  }

  static void done(Context context, String what) {
    context.json(Map.of("message", what));
  }
}
