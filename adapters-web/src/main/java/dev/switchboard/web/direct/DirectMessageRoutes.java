package dev.switchboard.web.direct;

import dev.switchboard.application.direct.DeleteDirectMessage;
import dev.switchboard.application.direct.DirectAccess;
import dev.switchboard.application.direct.DirectInbox;
import dev.switchboard.application.direct.DirectInbox.Which;
import dev.switchboard.application.direct.DirectMessageView;
import dev.switchboard.application.direct.DirectMessages;
import dev.switchboard.application.direct.EditDirectMessage;
import dev.switchboard.application.direct.ReadDirectConversations;
import dev.switchboard.application.direct.ReadDirectMessage;
import dev.switchboard.application.direct.SendDirectMessage;
import dev.switchboard.domain.direct.DirectMessageId;
import dev.switchboard.domain.direct.DirectText;
import dev.switchboard.web.Access;
import dev.switchboard.web.Idempotent;
import dev.switchboard.web.Mounts;
import dev.switchboard.web.Requests;
import dev.switchboard.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;

/** {@code /messages}: what the caller wrote to other users of the company, and they to them. */
public final class DirectMessageRoutes implements Routes {
  record TextBody(String content) {}

  /** What the caller does. */
  public record Actions(
      SendDirectMessage send,
      EditDirectMessage edit,
      ReadDirectMessage read,
      ReadDirectConversations readAll,
      DeleteDirectMessage delete) {}

  private final DirectMessages messages;
  private final DirectInbox inbox;
  private final Actions actions;

  public DirectMessageRoutes(DirectMessages messages, DirectInbox inbox, Actions actions) {
    this.messages = messages;
    this.inbox = inbox;
    this.actions = actions;
  }

  /** The fixed names first: {@code {id}} would take them. */
  @Override
  public void addTo(RoutesConfig routes) {
    var access = Access.AUTHENTICATED;
    var mount = Mounts.MESSAGES;
    mount.each("", path -> routes.get(path, this::list, access));
    mount.each("", path -> routes.post(path, this::send, access, Idempotent.BY_KEY));
    mount.each("/sent", path -> routes.get(path, this::sent, access));
    mount.each("/received", path -> routes.get(path, this::received, access));
    mount.each("/unread/count", path -> routes.get(path, this::unread, access));
    mount.each("/read-all", path -> routes.put(path, this::readAll, access));
    mount.each("/{id}", path -> routes.get(path, this::one, access));
    mount.each("/{id}", path -> routes.put(path, this::edit, access));
    mount.each("/{id}", path -> routes.delete(path, this::delete, access));
    mount.each("/{id}/read", path -> routes.put(path, this::read, access));
  }

  private void list(Context context) {
    DirectPages.messages(
        context, inbox, unreadOnly(context) ? new Which.Unread() : new Which.All());
  }

  private void sent(Context context) {
    DirectPages.messages(context, inbox, new Which.Sent());
  }

  private void received(Context context) {
    DirectPages.messages(
        context, inbox, unreadOnly(context) ? new Which.Unread() : new Which.Received());
  }

  private static boolean unreadOnly(Context context) {
    return Requests.flag(context, "unread_only").orElse(false);
  }

  private void unread(Context context) {
    var caller = Requests.caller(context);
    context.json(Map.of("unread_count", inbox.unread(caller.company(), caller.user())));
  }

  private void one(Context context) {
    var caller = Requests.caller(context);
    var message = DirectAccess.known(messages.find(caller.company(), id(context)));
    context.json(DirectMessageView.of(message.shownTo(caller.user())));
  }

  private void send(Context context) {
    var body = Requests.body(context, MessageBody.class);
    DirectPages.created(context, actions.send().handle(body.toCommand(Requests.caller(context))));
  }

  private void edit(Context context) {
    var content = Optional.ofNullable(Requests.body(context, TextBody.class).content());
    var command =
        new EditDirectMessage.Command(
            Requests.caller(context), id(context), content.map(DirectText::new));
    context.json(DirectMessageView.of(actions.edit().handle(command)));
  }

  private void read(Context context) {
    actions.read().handle(new ReadDirectMessage.Command(Requests.caller(context), id(context)));
    DirectPages.done(context, "Message marked as read");
  }

  private void readAll(Context context) {
    actions
        .readAll()
        .handle(new ReadDirectConversations.Command(Requests.caller(context), Optional.empty()));
    DirectPages.done(context, "All messages marked as read");
  }

  private void delete(Context context) {
    actions.delete().handle(new DeleteDirectMessage.Command(Requests.caller(context), id(context)));
    DirectPages.done(context, "Message deleted successfully");
  }

  private static DirectMessageId id(Context context) {
    return new DirectMessageId(Requests.id(context, "id"));
  }
}
