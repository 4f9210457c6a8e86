package dev.switchboard.application.direct;

import dev.switchboard.application.Contention;
import dev.switchboard.application.Ids;
import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.direct.DirectSends.Send;
import dev.switchboard.application.gather.Asked;
import dev.switchboard.application.gather.Gathering;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.direct.ClientMessageId;
import dev.switchboard.domain.direct.DirectMessage;
import dev.switchboard.domain.direct.DirectMessageId;
import dev.switchboard.domain.direct.DirectText;
import dev.switchboard.domain.direct.Pair;
import dev.switchboard.domain.user.UserId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: a user writes to another one of the company, who may be disabled. Repeating a client id
 * with the same words gives the first message again. All messages of a company take their numbers
 * from one row, so that those sent at the same moment share one unit of work.
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

  /** For each who waited still, in their order, what came of it. */
  private record Sent(
      List<Asked<Send, DirectMessage>> whose, List<Supplier<DirectMessage>> outcomes) {}

  private final Transactions transactions;
  private final DirectSends sends;
  private final Gathering<CompanyId, Send, DirectMessage> gathering;
  private final Ids ids;
  private final Clock clock;

  /**
   * @param others sends what had to wait for an earlier unit of work of its company
   */
  public SendDirectMessage(
      Transactions transactions,
      Rights rights,
      DirectMessages messages,
      Streams streams,
      Ids ids,
      Clock clock,
      Executor others) {
    this(transactions, rights, messages, streams, ids, clock, others, Gathering.Limits.DEFAULT);
  }

  SendDirectMessage(
      Transactions transactions,
      Rights rights,
      DirectMessages messages,
      Streams streams,
      Ids ids,
      Clock clock,
      Executor others,
      Gathering.Limits limits) {
    this.transactions = transactions;
    this.sends = new DirectSends(rights, messages, streams);
    this.gathering = new Gathering<>(this::together, others, limits);
    this.ids = ids;
    this.clock = clock;
  }

  public DirectMessage handle(Command command) {
    var pair = Pair.of(command.caller().user(), command.recipient());
    command.conversation().ifPresent(pair::requireName);
    var send = new Send(draft(command), command.caller());
    // a larger unit of work keeps all or nothing: only its own thread can add to it
    var sent =
        transactions.running() ? alone(send) : gathering.ask(command.caller().company(), send);
    LOG.debug(
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

  private DirectMessage alone(Send send) {
    return transactions
        .inTransaction(() -> sends.all(send.draft().company(), List.of(send)))
        .getFirst()
        .get();
  }

  private void together(CompanyId company, List<Asked<Send, DirectMessage>> asked) {
    var committed = new AtomicBoolean();
    Sent sent;
    try {
      sent =
          transactions.inTransaction(
              () -> {
                transactions.afterCommit(() -> committed.set(true));
                return wanted(company, asked);
              });
    } catch (StorageUnavailable e) {
      throw e; // for all of them
    } catch (RuntimeException e) {
      if (committed.get()) { // sent once more, what has no name would be there twice
        throw new StorageUnavailable("sent, and what came of it is not known", e);
      }
      if (asked.size() == 1) {
        throw e;
      }
      LOG.debug("{} messages could not be sent together", asked.size(), e);
      asked.forEach(this::apart);
      return;
    }
    for (var i = 0; i < sent.whose().size(); i++) {
      settle(sent.whose().get(i), sent.outcomes().get(i));
    }
  }

  /** Each try is for those who wait still, and is for nothing where one of them goes meanwhile. */
  private Sent wanted(CompanyId company, List<Asked<Send, DirectMessage>> asked) {
    var whose = asked.stream().filter(Asked::wanted).toList();
    if (whose.isEmpty()) {
      return new Sent(whose, List.of());
    }
    var outcomes = sends.all(company, whose.stream().map(Asked::question).toList());
    transactions.beforeCommit(
        () -> {
          if (!whose.stream().allMatch(Asked::commits)) {
            throw new Contention(
                new CancellationException("who asked has been told that it failed"));
          }
        });
    return new Sent(whose, outcomes);
  }

  private void settle(Asked<Send, DirectMessage> one, Supplier<DirectMessage> outcome) {
    try {
      one.answer(outcome.get());
    } catch (Contention _) {
      apart(one);
    } catch (RuntimeException e) {
      one.refuse(e);
    }
  }

  private void apart(Asked<Send, DirectMessage> one) {
    try {
      var sent =
          transactions.inTransaction(() -> wanted(one.question().draft().company(), List.of(one)));
      sent.outcomes().forEach(one::answerWith);
    } catch (RuntimeException e) {
      one.refuse(e);
    }
  }
}
