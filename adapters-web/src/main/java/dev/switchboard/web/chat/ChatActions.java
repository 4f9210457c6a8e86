package dev.switchboard.web.chat;

import dev.switchboard.application.assignment.AssignChat;
import dev.switchboard.application.conversation.ChatView;
import dev.switchboard.application.conversation.Inbox;
import dev.switchboard.application.conversation.MarkRead;
import dev.switchboard.application.conversation.UpdateChat;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Unstorable;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Priority;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.web.Access;
import dev.switchboard.web.EntityTags;
import dev.switchboard.web.Mounts;
import dev.switchboard.web.Requests;
import dev.switchboard.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is done with a chat, apart from writing in it. */
public final class ChatActions implements Routes {
  private static final int MAX_TAGS = 20;
  private static final int MAX_TAG_LENGTH = 50;

  record AssignBody(Long agentId) {}

  record ReadBody(Long lastSeenMessageId) {}

  record ChangeBody(String state, String priority, List<String> tags, Instant snoozedUntil) {}

  record Assigned(boolean success, String message, ChatView chat) {}

  record Read(boolean success, String message, long chatId, int unreadCount) {}

  private final Inbox inbox;
  private final AssignChat assign;
  private final MarkRead markRead;
  private final UpdateChat update;

  public ChatActions(Inbox inbox, AssignChat assign, MarkRead markRead, UpdateChat update) {
    this.inbox = inbox;
    this.assign = assign;
    this.markRead = markRead;
    this.update = update;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    var assigns = Access.anyOf(Permission.CHAT_ASSIGN);
    var writes = Access.anyOf(Permission.CHAT_MESSAGE);
    Mounts.CHATS.each("/{id}/assign", path -> routes.post(path, this::assign, assigns));
    Mounts.CHATS.each("/{id}/unassign", path -> routes.post(path, this::unassign, assigns));
    Mounts.CHATS.each("/{id}/mark_read", path -> routes.post(path, this::read, ChatRoutes.VIEW));
    Mounts.CHATS.each("/{id}/read", path -> routes.post(path, this::read, ChatRoutes.VIEW));
    Mounts.CHATS.each("/{id}", path -> routes.patch(path, this::change, writes));
  }

  private void assign(Context context) {
    var body = Requests.body(context, AssignBody.class);
    assign(context, Optional.ofNullable(body.agentId()).map(UserId::new));
  }

  private void unassign(Context context) {
    assign(context, Optional.empty());
  }

  private void assign(Context context, Optional<UserId> agent) {
    var chat =
        assign.handle(
            new AssignChat.Command(
                Requests.caller(context), id(context), agent, EntityTags.seen(context)));
    var message = agent.isPresent() ? "Chat assigned" : "Chat unassigned";
    context.json(new Assigned(true, message, shown(context, chat)));
  }

  private void read(Context context) {
    var lastSeen =
        Requests.optionalBody(context, ReadBody.class)
            .flatMap(body -> Optional.ofNullable(body.lastSeenMessageId()))
            .map(MessageId::new);
    var chat =
        markRead.handle(new MarkRead.Command(Requests.caller(context), id(context), lastSeen));
    context.json(new Read(true, "Chat marked as read", chat.id().value(), chat.unread()));
  }

  private void change(Context context) {
    var body = Requests.body(context, ChangeBody.class);
    var chat =
        update.handle(
            new UpdateChat.Command(
                Requests.caller(context),
                id(context),
                Optional.ofNullable(body.state()),
                Optional.ofNullable(body.snoozedUntil()),
                Optional.ofNullable(body.priority()).map(ChatActions::priority),
                Optional.ofNullable(body.tags()).map(ChatActions::tags),
                EntityTags.seen(context)));
    context.json(shown(context, chat));
  }

  private static Priority priority(String name) {
    return Arrays.stream(Priority.values())
        .filter(priority -> priority.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Invalid.field("priority", "invalid", "priority is low, normal, high or urgent")
                    .asException());
  }

  private static List<String> tags(List<String> tags) {
    var given = tags.stream().map(tag -> tag == null ? "" : tag.strip()).toList();
    if (given.size() > MAX_TAGS
        || given.stream()
            .anyMatch(
                tag -> tag.isEmpty() || tag.length() > MAX_TAG_LENGTH || Unstorable.in(tag))) {
      throw Invalid.field("tags", "invalid", "at most 20 tags of 1 to 50 characters").asException();
    }
    return given;
  }

  /** As it is by now: the tag is of what is shown. */
  private ChatView shown(Context context, Conversation chat) {
    var view = inbox.chat(chat.company(), chat.id()).orElseThrow();
    EntityTags.show(context, view.revision());
    return view;
  }

  private static ConversationId id(Context context) {
    return new ConversationId(Requests.id(context, "id"));
  }
}
