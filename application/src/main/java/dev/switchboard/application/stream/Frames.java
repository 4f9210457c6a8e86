package dev.switchboard.application.stream;

import dev.switchboard.application.conversation.MessageView;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.stream.Audience;
import dev.switchboard.domain.user.UserId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The events of a conversation, in one place, so that every sender of a frame sends the same. */
public final class Frames {
  record NewMessage(long chatId, MessageView message, String platform, String senderId) {}

  record ChatAssigned(
      long chatId, Long assignedTo, Long previous, String reason, String platform) {}

  record ChatUpdated(
      long chatId,
      String status,
      Long assignedTo,
      int unreadCount,
      String state,
      String priority,
      java.util.List<String> tags,
      String lastMessage,
      int revision,
      java.time.Instant updatedAt) {}

  record MessageStatusChanged(
      long chatId, long messageId, String status, MessageView.Problem error) {}

  record MessageUpdated(long chatId, MessageView message, String platform) {}

  private Frames() {}

  /** {@code sender} is the customer's external id, or the user's id for an answer. */
  public static StreamEvent newMessage(Conversation conversation, Message message, String sender) {
    return viewers(
        conversation,
        "new_message",
        new NewMessage(
            conversation.id().value(),
            MessageView.of(message, conversation.platform()),
            conversation.platform().name(),
            sender));
  }

  /** An existing message reads differently: edited, unsent, reacted to. */
  public static StreamEvent messageUpdated(Conversation conversation, Message message) {
    return viewers(
        conversation,
        "message_updated",
        new MessageUpdated(
            conversation.id().value(),
            MessageView.of(message, conversation.platform()),
            conversation.platform().name()));
  }

  /** Goes to whoever may see it now, and to the agent it was taken from. */
  public static StreamEvent chatAssigned(
      Conversation now, Optional<UserId> previous, String reason) {
    return new StreamEvent(
        now.company(),
        new Audience.Viewers(now.id(), previous.map(Set::of).orElse(Set.of())),
        "chat_assigned",
        new ChatAssigned(
            now.id().value(),
            now.assignee().map(UserId::value).orElse(null),
            previous.map(UserId::value).orElse(null),
            reason.toLowerCase(Locale.ROOT),
            now.platform().name()));
  }

  public static StreamEvent chatUpdated(Conversation now) {
    return viewers(
        now,
        "chat_updated",
        new ChatUpdated(
            now.id().value(),
            now.assignee().isPresent() ? "assigned" : "unassigned",
            now.assignee().map(UserId::value).orElse(null),
            now.unread(),
            now.lifecycle().code(),
            now.priority().name().toLowerCase(Locale.ROOT),
            now.tags(),
            now.activity().preview(),
            now.revision(),
            now.updatedAt()));
  }

  public static StreamEvent messageStatus(Conversation conversation, Message message) {
    return messageStatus(conversation.company(), message);
  }

  /** Needs no conversation: receipts and settled sends know only the message. */
  public static StreamEvent messageStatus(
      dev.switchboard.domain.company.CompanyId company, Message message) {
    return new StreamEvent(
        company,
        new Audience.Viewers(message.conversation()),
        "message_status",
        new MessageStatusChanged(
            message.conversation().value(),
            message.id().value(),
            message.status().name().toLowerCase(Locale.ROOT),
            message.error().map(e -> new MessageView.Problem(e.code(), e.detail())).orElse(null)));
  }

  private static StreamEvent viewers(Conversation conversation, String type, Object payload) {
    return new StreamEvent(
        conversation.company(), new Audience.Viewers(conversation.id()), type, payload);
  }
}
