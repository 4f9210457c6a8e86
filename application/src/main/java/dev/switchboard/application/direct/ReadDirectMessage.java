package dev.switchboard.application.direct;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.direct.DirectMessage;
import dev.switchboard.domain.direct.DirectMessageId;
import java.time.Clock;
import java.util.List;

/** Use case: the recipient has read one message. */
public final class ReadDirectMessage {
  /** Whose reading of which. */
  public record Command(Caller caller, DirectMessageId message) {}

  private final Transactions transactions;
  private final Rights rights;
  private final DirectMessages messages;
  private final Streams streams;
  private final Clock clock;

  public ReadDirectMessage(
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
    return transactions.inTransaction(() -> read(command));
  }

  private DirectMessage read(Command command) {
    rights.hold(command.caller());
    var before = DirectAccess.known(messages.lock(command.caller().company(), command.message()));
    var after = before.readBy(command.caller().user(), clock.instant());
    if (!after.equals(before)) {
      messages.update(after);
      streams.append(List.of(DirectFrames.read(after)));
    }
    return after;
  }
}
