package dev.switchboard.application.direct;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.Rejection.Conflict;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.direct.ClientMessageId;
import dev.switchboard.domain.direct.DirectMessage;
import dev.switchboard.domain.direct.DirectMessageId;
import dev.switchboard.domain.direct.DirectText;
import dev.switchboard.domain.direct.Pair;
import dev.switchboard.domain.user.UserId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: a user writes to another one of the company, who may be disabled. Repeating a client id
 * with the same words gives the first message again.
 */
public final class SendDirectMessage {
  private static final Logger LOG = LoggerFactory.getLogger(SendDirectMessage.class);

  /**
   * @param conversation the conversation's name as the sender knows it
   * @param parent the message it answers, of the same conversation
   */
  public record Command(
      Caller caller,
      UserId recipient,
      Optional<String> conversation,
      DirectText content,
      Optional<DirectMessageId> parent,
      Optional<ClientMessageId> clientId) {}

  private final Transactions transactions;
  private final Rights rights;
  private final DirectMessages messages;
  private final Streams streams;
  private final Ids ids;
  private final Clock clock;

  public SendDirectMessage(
      Transactions transactions,
      Rights rights,
      DirectMessages messages,
      Streams streams,
      Ids ids,
      Clock clock) {
    this.transactions = transactions;
    this.rights = rights;
    this.messages = messages;
    this.streams = streams;
    this.ids = ids;
    this.clock = clock;
  }

  public DirectMessage handle(Command command) {
    var pair = Pair.of(command.caller().user(), command.recipient());
    command.conversation().ifPresent(pair::requireName);
    var draft = draft(command);
    var sent = transactions.inTransaction(() -> send(draft, command.caller()));
    LOG.info(
        "direct message {} of user {} to user {} accepted",
        sent.id(),
        sent.sender(),
        sent.recipient());
    return sent;
  }

  private DirectMessage draft(Command command) {
    var now = clock.instant();
    return new DirectMessage(
        command.caller().company(),
        new DirectMessageId(ids.next()),
        command.caller().user(),
        command.recipient(),
        command.content(),
        command.parent(),
        command.clientId(),
        false,
        now,
        now);
  }

  private DirectMessage send(DirectMessage draft, Caller sender) {
    rights.hold(sender);
    var known =
        draft.clientId().flatMap(id -> messages.byClientId(draft.company(), draft.sender(), id));
    if (known.isPresent()) {
      return same(answeringWhatIsThere(draft), known.get());
    }
    draft.parent().ifPresent(parent -> requireParent(draft, parent));
    var sent =
        messages
            .add(draft)
            .orElseThrow(
                () -> new Missing("recipient_not_found", "Recipient not found").asException());
    streams.append(List.of(DirectFrames.sent(sent, sender.name())));
    return sent;
  }

  /** What was sent lost its parent when that one was deleted; sent again it is still the same. */
  private DirectMessage answeringWhatIsThere(DirectMessage draft) {
    return draft.parent().flatMap(parent -> messages.find(draft.company(), parent)).isPresent()
        ? draft
        : draft.answeringNothing();
  }

  private void requireParent(DirectMessage draft, DirectMessageId parent) {
    messages
        .find(draft.company(), parent)
        .filter(message -> message.pair().equals(draft.pair()))
        .orElseThrow(
            () -> new Missing("parent_not_found", "Parent message not found").asException());
  }

  private static DirectMessage same(DirectMessage draft, DirectMessage known) {
    if (known.repeatedBy(draft)) {
      return known;
    }
    throw new Conflict("client_msg_id_reused", "This client_msg_id was used for another message")
        .asException();
  }
}
