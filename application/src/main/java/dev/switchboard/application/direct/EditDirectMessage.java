package dev.switchboard.application.direct;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.direct.DirectMessage;
import dev.switchboard.domain.direct.DirectMessageId;
import dev.switchboard.domain.direct.DirectText;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Use case: the sender of a message changes its text. */
public final class EditDirectMessage {
  /**
   * @param content absent to leave it as it is
   */
  public record Command(Caller caller, DirectMessageId message, Optional<DirectText> content) {}

  private final Transactions transactions;
  private final Rights rights;
  private final DirectMessages messages;
  private final Streams streams;
  private final Clock clock;

  public EditDirectMessage(
      Transactions transactions,
      Rights rights,
      DirectMessages messages,
      Streams streams,
      Clock clock) {
    this.transactions = transactions;
    this.rights = rights;
    this.messages = messages;
    this.streams = streams;
    this.clock = clock;
  }

  /** Nothing is announced where nothing changes. */
  public DirectMessage handle(Command command) {
    return transactions.inTransaction(() -> edit(command));
  }

  private DirectMessage edit(Command command) {
    rights.hold(command.caller());
    var user = command.caller().user();
    var before = DirectAccess.known(messages.lock(command.caller().company(), command.message()));
    before.requireSender(user);
    var after =
        command.content().map(text -> before.editedBy(user, text, clock.instant())).orElse(before);
    if (!after.equals(before)) {
      messages.update(after);
      streams.append(List.of(DirectFrames.updated(after)));
    }
    return after;
  }
}
