package dev.switchboard.web.direct;

import dev.switchboard.application.direct.DirectInbox;
import dev.switchboard.application.direct.DirectInbox.Which;
import dev.switchboard.application.direct.ReadDirectConversations;
import dev.switchboard.application.direct.SendDirectMessage;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.direct.Pair;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.web.Access;
import dev.switchboard.web.Idempotent;
import dev.switchboard.web.Mounts;
import dev.switchboard.web.Requests;
import dev.switchboard.web.Routes;
import dev.switchboard.web.Slices;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/**
 * {@code /auth/conversations}: the caller's messages by whom they are with. A conversation that is
 * not the caller's looks like one without messages, so that nothing can be learned about it.
 */
public final class DirectConversationRoutes implements Routes {
  private static final String NAME = "cid";

  private final DirectInbox inbox;
  private final SendDirectMessage send;
  private final ReadDirectConversations read;

  public DirectConversationRoutes(
      DirectInbox inbox, SendDirectMessage send, ReadDirectConversations read) {
    this.inbox = inbox;
    this.send = send;
    this.read = read;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    var access = Access.AUTHENTICATED;
    Mounts.AUTH.each("/conversations", path -> routes.get(path, this::list, access));
    Mounts.AUTH.each(
        "/conversations/{cid}/messages", path -> routes.get(path, this::messages, access));
    Mounts.AUTH.each(
        "/conversations/{cid}/messages",
        path -> routes.post(path, this::send, access, Idempotent.BY_KEY));
    Mounts.AUTH.each("/conversations/{cid}/read", path -> routes.put(path, this::read, access));
  }

  private void list(Context context) {
    var caller = Requests.caller(context);
    var page = inbox.conversations(caller.company(), caller.user(), Slices.of(context));
    Slices.link(context, page.next());
    context.json(page.items());
  }

  private void messages(Context context) {
    var other = other(context);
    if (other.isPresent()) {
      DirectPages.messages(context, inbox, new Which.With(other.get()));
    } else {
      Slices.of(context); // what is wrong with the query is wrong here too
      context.json(List.of());
    }
  }

  private void send(Context context) {
    var caller = Requests.caller(context);
    var body = Requests.body(context, MessageBody.class);
    var recipient =
        body.recipient().or(() -> other(context)).orElseThrow(DirectConversationRoutes::unknown);
    if (!Pair.of(caller.user(), recipient).name().equals(context.pathParam(NAME))) {
      throw unknown();
    }
    DirectPages.created(context, send.handle(body.toCommand(caller, recipient)));
  }

  private void read(Context context) {
    other(context)
        .ifPresent(
            other ->
                read.handle(
                    new ReadDirectConversations.Command(
                        Requests.caller(context), Optional.of(other))));
    DirectPages.done(context, "Conversation marked as read");
  }

  /** With whom the caller has the conversation of the path, if it can be one of theirs. */
  private static Optional<UserId> other(Context context) {
    var me = Requests.caller(context).user();
    return Pair.named(context.pathParam(NAME))
        .filter(pair -> pair.has(me))
        .map(pair -> pair.other(me));
  }

  private static RuntimeException unknown() {
    return new Missing("conversation_not_found", "Conversation not found").asException();
  }
}
