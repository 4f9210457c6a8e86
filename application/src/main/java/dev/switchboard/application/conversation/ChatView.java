package dev.switchboard.application.conversation;

import dev.switchboard.domain.channel.MessagingWindow;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.contact.Contact;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.Lifecycle;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A conversation as frontends see it. Absent things are null in the JSON.
 *
 * @param instagramUserId the customer as Instagram names them; null elsewhere
 * @param facebookUserId the customer as Facebook names them; null elsewhere
 * @param username what to show as the customer's name
 * @param status {@code assigned} or {@code unassigned}
 * @param facebookPageId the page's or account's id, on Instagram too; the ancestors' name
 * @param pendingAgentReply the customer wrote last
 * @param state {@code open, pending, snoozed, resolved}
 * @param windowClosesAt until when a person can answer as things are now, or since when they
 *     cannot; null where the channel has no window or the customer never wrote
 * @param revision of the chat, each message counts; not of the customer's or the agent's names
 */
public record ChatView(
    long id,
    String instagramUserId,
    String facebookUserId,
    String username,
    String profilePicUrl,
    String lastMessage,
    String status,
    Long assignedTo,
    int unreadCount,
    String platform,
    String facebookPageId,
    Instant createdAt,
    Instant updatedAt,
    Instant lastActivityAt,
    Instant lastIncomingAt,
    Instant lastOutgoingAt,
    boolean pendingAgentReply,
    Agent assignedAgent,
    Customer instagramUser,
    Customer facebookUser,
    String state,
    String priority,
    List<String> tags,
    Instant snoozedUntil,
    Instant windowClosesAt,
    int revision) {
  /** The agent whose chat it is. */
  public record Agent(
      long id,
      String username,
      String email,
      String fullName,
      String name,
      boolean isActive,
      boolean canReceiveNewChats,
      String avatarUrl) {}

  /** The customer, as the platform names them. */
  public record Customer(
      String id,
      String igsid,
      String username,
      String name,
      String profilePicUrl,
      Instant firstSeenAt,
      Instant lastSeenAt,
      String lastMessage) {}

  /** The page or account that the customer wrote to. */
  public record Channel(String externalId, boolean humanAgent) {}

  public static ChatView of(
      Conversation chat, Contact contact, Channel channel, Optional<Agent> agent, Instant now) {
    var external = contact.key().externalId();
    var customer = customer(chat, contact);
    return new ChatView(
        chat.id().value(),
        only(Platform.INSTAGRAM, chat, external),
        only(Platform.FACEBOOK, chat, external),
        contact.displayName(),
        contact.pictureUrl().orElse(null),
        chat.activity().preview(),
        chat.assignee().isPresent() ? "assigned" : "unassigned",
        chat.assignee().map(UserId::value).orElse(null),
        chat.unread(),
        chat.platform().name(),
        channel.externalId(),
        chat.createdAt(),
        chat.updatedAt(),
        chat.activity().lastActivityAt(),
        chat.activity().lastIncomingAt().orElse(null),
        chat.activity().lastOutgoingAt().orElse(null),
        chat.activity().pendingReply(),
        agent.orElse(null),
        only(Platform.INSTAGRAM, chat, customer),
        only(Platform.FACEBOOK, chat, customer),
        chat.lifecycle().code(),
        chat.priority().name().toLowerCase(Locale.ROOT),
        chat.tags(),
        chat.lifecycle() instanceof Lifecycle.Snoozed(var until) ? until : null,
        windowClosesAt(chat, channel, now),
        chat.revision());
  }

  private static <T> T only(Platform platform, Conversation chat, T value) {
    return chat.platform() == platform ? value : null;
  }

  private static Customer customer(Conversation chat, Contact contact) {
    return new Customer(
        contact.key().externalId(),
        only(Platform.INSTAGRAM, chat, contact.key().externalId()),
        contact.displayName(),
        contact.name().orElse(null),
        contact.pictureUrl().orElse(null),
        contact.firstSeenAt(),
        chat.activity().lastIncomingAt().orElse(null),
        chat.activity().preview());
  }

  private static Instant windowClosesAt(Conversation chat, Channel channel, Instant now) {
    var window =
        MessagingWindow.at(
            chat.platform(), chat.activity().windowOpenedAt(), now, true, channel.humanAgent());
    return switch (window) {
      case MessagingWindow.Response(var at) -> at.equals(Instant.MAX) ? null : at;
      case MessagingWindow.HumanAgent(var at) -> at;
      case MessagingWindow.Closed(var at) -> at.orElse(null);
    };
  }
}
