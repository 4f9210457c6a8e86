package dev.switchboard.application.direct;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.user.UserId;
import java.time.Clock;
import java.util.Optional;

/** Use case: a user has read everything they got, or everything from one other user. */
public final class ReadDirectConversations {
  /**
   * @param from absent for everybody
   */
  public record Command(Caller caller, Optional<UserId> from) {}

  private final Transactions transactions;
  private final Rights rights;
  private final DirectMessages messages;
  private final Streams streams;
  private final Clock clock;

  public ReadDirectConversations(
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

  /**
   * Nothing is announced where nothing was unread.
   *
   * @return how many messages became read
   */
  public int handle(Command command) {
    return transactions.inTransaction(() -> read(command));
  }

  private int read(Command command) {
    rights.hold(command.caller());
    var company = command.caller().company();
    var reader = command.caller().user();
    var receipts = messages.readAll(company, reader, command.from(), clock.instant());
    streams.append(
        receipts.stream().map(receipt -> DirectFrames.read(company, reader, receipt)).toList());
    return receipts.stream().mapToInt(DirectMessages.Receipt::messages).sum();
  }
}
