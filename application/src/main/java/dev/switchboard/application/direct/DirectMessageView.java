package dev.switchboard.application.direct;

import dev.switchboard.application.conversation.Inbox.Page;
import dev.switchboard.domain.direct.ClientMessageId;
import dev.switchboard.domain.direct.DirectMessage;
import dev.switchboard.domain.direct.DirectMessageId;
import java.time.Instant;

/**
 * A message between users as frontends see it, over HTTP and in frames. Absent things are null in
 * the JSON.
 *
 * @param parentId the message it answers
 */
public record DirectMessageView(
    long id,
    long senderId,
    long recipientId,
    String content,
    boolean isRead,
    String conversationId,
    Long parentId,
    String clientMsgId,
    Instant createdAt,
    Instant updatedAt) {

  /** What its text takes in UTF-8. */
  public long bytes() {
    return Page.bytes(content);
  }

  public static DirectMessageView of(DirectMessage message) {
    return new DirectMessageView(
        message.id().value(),
        message.sender().value(),
        message.recipient().value(),
        message.content().value(),
        message.read(),
        message.pair().name(),
        message.parent().map(DirectMessageId::value).orElse(null),
        message.clientId().map(ClientMessageId::value).orElse(null),
        message.createdAt(),
        message.updatedAt());
  }
}
