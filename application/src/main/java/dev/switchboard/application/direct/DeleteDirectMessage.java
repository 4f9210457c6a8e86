package dev.switchboard.application.direct;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.direct.DirectMessageId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Use case: whoever wrote or got a message removes it, for both. */
public final class DeleteDirectMessage {
  private static final Logger LOG = LoggerFactory.getLogger(DeleteDirectMessage.class);

  /** Who removes which. */
  public record Command(Caller caller, DirectMessageId message) {}

  private final Transactions transactions;
  private final Rights rights;
  private final DirectMessages messages;
  private final Streams streams;

  public DeleteDirectMessage(
      Transactions transactions, Rights rights, DirectMessages messages, Streams streams) {
    this.transactions = transactions;
    this.rights = rights;
    this.messages = messages;
    this.streams = streams;
  }

  public void handle(Command command) {
    transactions.inTransaction(() -> delete(command));
    LOG.info("direct message {} deleted by user {}", command.message(), command.caller().user());
  }

  private void delete(Command command) {
    rights.hold(command.caller());
    var message = DirectAccess.known(messages.lock(command.caller().company(), command.message()));
    message.requireDeletableBy(command.caller().user());
    messages.remove(message);
    streams.append(List.of(DirectFrames.deleted(message)));
  }
}
