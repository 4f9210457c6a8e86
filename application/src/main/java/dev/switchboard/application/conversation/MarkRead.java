package dev.switchboard.application.conversation;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.stream.Frames;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.MessageId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Use case: somebody has read a chat, up to the last message their screen showed. What came after
 * it stays unread.
 */
public final class MarkRead {
  /**
   * @param lastSeen absent for everything there is
   */
  public record Command(Caller caller, ConversationId chat, Optional<MessageId> lastSeen) {}

  private final Transactions transactions;
  private final Rights rights;
  private final Conversations conversations;
  private final Messages messages;
  private final Streams streams;
  private final Clock clock;

  public MarkRead(
      Transactions transactions,
      Rights rights,
      Conversations conversations,
      Messages messages,
      Streams streams,
      Clock clock) {
    this.transactions = transactions;
    this.rights = rights;
    this.conversations = conversations;
    this.messages = messages;
    this.streams = streams;
    this.clock = clock;
  }

  /** Nothing is announced where nothing changes. */
  public Conversation handle(Command command) {
    return transactions.inTransaction(() -> read(command));
  }

  private Conversation read(Command command) {
    var caller = rights.hold(command.caller());
    var before = ChatAccess.of(caller, conversations.lock(caller.company(), command.chat()));
    var still = command.lastSeen().map(seen -> after(before, seen)).orElse(0);
    var after = before.read(still, clock.instant());
    if (after.unread() == before.unread()) {
      return before;
    }
    conversations.update(List.of(after));
    streams.append(List.of(Frames.chatUpdated(after)));
    return after;
  }

  private int after(Conversation conversation, MessageId seen) {
    ChatAccess.message(conversation, messages.find(conversation.company(), seen));
    return messages.countReceivedAfter(conversation.company(), conversation.id(), seen);
  }
}
