package dev.switchboard.web.chat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.switchboard.application.assignment.Decisions;
import dev.switchboard.application.conversation.ChatAccess;
import dev.switchboard.application.conversation.ChatView;
import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.application.conversation.Inbox;
import dev.switchboard.application.conversation.MarkRead;
import dev.switchboard.application.conversation.MessageView;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.web.Access;
import dev.switchboard.web.EntityTags;
import dev.switchboard.web.Mounts;
import dev.switchboard.web.Requests;
import dev.switchboard.web.Routes;
import dev.switchboard.web.Slices;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** What the inbox shows. */
public final class ChatRoutes implements Routes {
  static final Access VIEW =
      Access.anyOf(
          Permission.CHAT_VIEW_ASSIGNED, Permission.CHAT_VIEW_TEAM, Permission.CHAT_VIEW_ALL);
  private static final Access FIGURES =
      Access.anyOf(
          Permission.STATS_VIEW,
          Permission.CHAT_VIEW_ASSIGNED,
          Permission.CHAT_VIEW_TEAM,
          Permission.CHAT_VIEW_ALL);

  /** A chat with its newest messages, oldest first. */
  record Detail(@JsonUnwrapped ChatView chat, List<MessageView> messages) {}

  private final Inbox inbox;
  private final ChatLists lists;
  private final Conversations conversations;
  private final Decisions decisions;
  private final MarkRead markRead;

  /**
   * @param others look for those who had to wait
   */
  public ChatRoutes(
      Inbox inbox,
      Conversations conversations,
      Decisions decisions,
      MarkRead markRead,
      Executor others) {
    this.inbox = inbox;
    this.lists = new ChatLists(inbox, others);
    this.conversations = conversations;
    this.decisions = decisions;
    this.markRead = markRead;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    Mounts.CHATS.each("", path -> routes.get(path, this::list, VIEW));
    Mounts.CHATS.each("/{id}", path -> routes.get(path, this::detail, VIEW));
    Mounts.CHATS.each("/{id}/messages", path -> routes.get(path, this::messages, VIEW));
    Mounts.CHATS.each("/{id}/assignments", path -> routes.get(path, this::assignments, VIEW));
    Mounts.DASHBOARD.each("/stats", path -> routes.get(path, this::stats, FIGURES));
  }

  private void list(Context context) {
    var caller = Requests.caller(context);
    var shown =
        lists.of(
            new ChatLists.Wanted(
                caller.company(), ChatQuery.filter(context, caller), Slices.of(context)));
    Slices.link(context, shown.next());
    context.contentType(ContentType.APPLICATION_JSON).result(shown.json());
  }

  private void detail(Context context) {
    var chat = chat(context);
    var newest = inbox.older(chat, Slices.of(context));
    var seen = newest.items().stream().map(message -> new MessageId(message.id())).toList();
    if (!seen.isEmpty() && reads(context, chat)) {
      markRead.handle(
          new MarkRead.Command(
              Requests.caller(context), chat.id(), seen.stream().findFirst(), Set.copyOf(seen)));
    }
    Slices.link(context, newest.next());
    var shown = inbox.chat(chat.company(), chat.id()).orElseThrow();
    EntityTags.show(context, shown.revision());
    context.json(new Detail(shown, newest.items().reversed()));
  }

  /** Looking at a chat reads it when its assignee looks, or whoever says so. */
  private static boolean reads(Context context, Conversation chat) {
    var mine = chat.assignee().equals(Optional.of(Requests.caller(context).user()));
    return chat.unread() > 0
        && Requests.text(context, "cursor").isEmpty()
        && Requests.flag(context, "mark_read").orElse(mine);
  }

  private void messages(Context context) {
    var chat = chat(context);
    var slice = Slices.of(context);
    var newer =
        switch (Requests.text(context, "direction").orElse("older")) {
          case "older" -> false;
          case "newer" -> true;
          default ->
              throw Invalid.field("direction", "invalid", "direction is older or newer")
                  .asException();
        };
    var page = newer ? inbox.newer(chat, slice) : inbox.older(chat, slice);
    Slices.link(context, page.next());
    context.json(newer ? page.items().reversed() : page.items());
  }

  private void assignments(Context context) {
    var chat = chat(context);
    context.json(
        decisions.of(chat.company(), chat.id(), Requests.limit(context)).stream()
            .map(AssignmentLine::of)
            .toList());
  }

  private void stats(Context context) {
    var caller = Requests.caller(context);
    Optional<UserId> only = caller.seesAllChats() ? Optional.empty() : Optional.of(caller.user());
    context.json(inbox.stats(caller.company(), only));
  }

  private Conversation chat(Context context) {
    var caller = Requests.caller(context);
    var id = new ConversationId(Requests.id(context, "id"));
    return ChatAccess.of(caller, conversations.find(caller.company(), id));
  }
}
