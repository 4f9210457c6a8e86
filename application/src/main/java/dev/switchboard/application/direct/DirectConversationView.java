package dev.switchboard.application.direct;

import dev.switchboard.domain.direct.DirectText;
import dev.switchboard.domain.direct.Pair;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A conversation as one of its two users sees it in a list.
 *
 * @param otherUserName {@code Unknown} if they have been deleted
 * @param lastMessage its first 100 characters
 * @param unreadCount of the one who is looking
 */
public record DirectConversationView(
    String conversationId,
    long otherUserId,
    String otherUserName,
    String lastMessage,
    Instant lastMessageAt,
    int unreadCount) {
  private static final String GONE = "Unknown";

  public static DirectConversationView of(
      UserId viewer, UserId other, Optional<String> name, DirectText last, Instant at, int unread) {
    return new DirectConversationView(
        Pair.of(viewer, other).name(),
        other.value(),
        name.orElse(GONE),
        last.preview(),
        at,
        unread);
  }
}
