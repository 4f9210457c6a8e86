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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Use case: somebody has read a chat, up to the last message their screen showed. What came after
 * it stays unread, and where it is known what the screen showed, also what came late and stands
 * between that.
 */
public final class MarkRead {
  /**
   * @param lastSeen absent for everything there is
   * @param shown what else the screen showed; all before its first message is taken to be read
   */
  public record Command(
      Caller caller, ConversationId chat, Optional<MessageId> lastSeen, Set<MessageId> shown) {
    public Command {
      shown = Set.copyOf(shown);
    }

    /** Of somebody who says no more than where they are. */
    public Command(Caller caller, ConversationId chat, Optional<MessageId> lastSeen) {
      this(caller, chat, lastSeen, Set.of());
    }
  }

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
    var still = command.lastSeen().map(seen -> unseen(before, seen, command.shown())).orElse(0);
    var after = before.read(still, clock.instant());
    if (after.unread() == before.unread()) {
      return before;
    }
    conversations.update(List.of(after));
    streams.append(List.of(Frames.chatUpdated(after)));
    return after;
  }

  private int unseen(Conversation conversation, MessageId last, Set<MessageId> shown) {
    ChatAccess.message(conversation, messages.find(conversation.company(), last));
    var seen = new HashSet<>(shown);
    seen.add(last);
    return messages.countUnseen(conversation.company(), conversation.id(), seen);
  }
}
