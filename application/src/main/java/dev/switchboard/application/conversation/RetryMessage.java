package dev.switchboard.application.conversation;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.outbound.Deliveries;
import dev.switchboard.application.stream.Frames;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.Rejection.Conflict;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.MessageStatus;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Use case: an agent sends a failed answer once more. Only the parts that did not go out; the
 * window is asked again, for it may have closed meanwhile.
 */
public final class RetryMessage {
  public record Command(Caller caller, ConversationId chat, MessageId message) {}

  private final Transactions transactions;
  private final Rights rights;
  private final Conversations conversations;
  private final Messages messages;
  private final SendPermit permit;
  private final Deliveries deliveries;
  private final Streams streams;
  private final Clock clock;

  public RetryMessage(
      Transactions transactions,
      Rights rights,
      Conversations conversations,
      Messages messages,
      SendPermit permit,
      Deliveries deliveries,
      Streams streams,
      Clock clock) {
    this.transactions = transactions;
    this.rights = rights;
    this.conversations = conversations;
    this.messages = messages;
    this.permit = permit;
    this.deliveries = deliveries;
    this.streams = streams;
    this.clock = clock;
  }

  public Message handle(Command command) {
    return transactions.inTransaction(() -> retry(command));
  }

  private Message retry(Command command) {
    var caller = rights.hold(command.caller());
    var company = caller.company();
    var now = clock.instant();
    var chat = ChatAccess.of(caller, conversations.lock(company, command.chat()));
    var failed = ChatAccess.message(chat, messages.find(company, command.message()));
    if (failed.status() != MessageStatus.FAILED && failed.status() != MessageStatus.AMBIGUOUS) {
      throw nothingToRetry();
    }
    permit.require(chat, now);
    if (deliveries.redrive(company, failed.id().value(), now) == 0) {
      throw nothingToRetry();
    }
    var queued = failed.withStatus(MessageStatus.QUEUED, Optional.empty());
    messages.update(List.of(queued));
    streams.append(List.of(Frames.messageStatus(chat, queued)));
    return queued;
  }

  private static RuntimeException nothingToRetry() {
    return new Conflict("message_not_failed", "Only a failed message can be sent again")
        .asException();
  }
}
