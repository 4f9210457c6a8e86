package dev.switchboard.application.conversation;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.stream.Frames;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import java.time.Clock;
import java.util.List;

/**
 * Use case: a note for colleagues in a customer's chat. It never leaves: no outgoing work is made
 * of it, and the chat counts neither as answered nor as active.
 */
public final class AddNote {
  public record Command(Caller caller, ConversationId chat, String text) {}

  private final Transactions transactions;
  private final Rights rights;
  private final Conversations conversations;
  private final Messages messages;
  private final Streams streams;
  private final Ids ids;
  private final Clock clock;

  public AddNote(
      Transactions transactions,
      Rights rights,
      Conversations conversations,
      Messages messages,
      Streams streams,
      Ids ids,
      Clock clock) {
    this.transactions = transactions;
    this.rights = rights;
    this.conversations = conversations;
    this.messages = messages;
    this.streams = streams;
    this.ids = ids;
    this.clock = clock;
  }

  public Message handle(Command command) {
    return transactions.inTransaction(
        () -> {
          var caller = rights.hold(command.caller());
          var chat = ChatAccess.of(caller, conversations.lock(caller.company(), command.chat()));
          var note =
              Answers.note(chat, caller, ids.next(), Answers.text(command.text()), clock.instant());
          messages.add(List.of(note));
          streams.append(
              List.of(Frames.newMessage(chat, note, Long.toString(caller.user().value()))));
          return note;
        });
  }
}
