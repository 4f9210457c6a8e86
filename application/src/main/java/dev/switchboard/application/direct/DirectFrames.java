package dev.switchboard.application.direct;

import dev.switchboard.application.direct.DirectMessages.Receipt;
import dev.switchboard.application.stream.StreamEvent;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.direct.DirectMessage;
import dev.switchboard.domain.direct.DirectMessageId;
import dev.switchboard.domain.direct.Pair;
import dev.switchboard.domain.stream.Audience;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Set;

/** The events of messages between users; each goes to every socket of both, and to nobody else. */
final class DirectFrames {
  record Sent(String conversationId, DirectMessageView message, long senderId, String senderName) {}

  record Updated(String conversationId, DirectMessageView message) {}

  record Deleted(String conversationId, long messageId) {}

  record Read(String conversationId, long readerId, Long messageId, Instant readUntil) {}

  private DirectFrames() {}

  static StreamEvent sent(DirectMessage message, String senderName) {
    var payload =
        new Sent(
            message.pair().name(),
            DirectMessageView.of(message),
            message.sender().value(),
            senderName);
    return both(message.company(), message.pair(), "direct_message", payload);
  }

  static StreamEvent updated(DirectMessage message) {
    var payload = new Updated(message.pair().name(), DirectMessageView.of(message));
    return both(message.company(), message.pair(), "direct_message_updated", payload);
  }

  static StreamEvent deleted(DirectMessage message) {
    var payload = new Deleted(message.pair().name(), message.id().value());
    return both(message.company(), message.pair(), "direct_message_deleted", payload);
  }

  /** One message was read. */
  static StreamEvent read(DirectMessage message) {
    return read(
        message.company(), message.pair(), message.recipient(), message.id(), message.createdAt());
  }

  /** Everything until the receipt's time was read. */
  static StreamEvent read(CompanyId company, UserId reader, Receipt receipt) {
    return read(company, receipt.pair(), reader, null, receipt.until());
  }

  private static StreamEvent read(
      CompanyId company, Pair pair, UserId reader, DirectMessageId message, Instant until) {
    var id = message == null ? null : message.value();
    var payload = new Read(pair.name(), reader.value(), id, until);
    return both(company, pair, "direct_message_read", payload);
  }

  private static StreamEvent both(CompanyId company, Pair pair, String type, Object payload) {
    return new StreamEvent(
        company, new Audience.Users(Set.of(pair.low(), pair.high())), type, payload);
  }
}
