package dev.switchboard.application.direct;

import static dev.switchboard.application.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.WrappedTransactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Conflict;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.direct.ClientMessageId;
import dev.switchboard.domain.direct.DirectMessage;
import dev.switchboard.domain.direct.DirectMessageId;
import dev.switchboard.domain.direct.DirectText;
import dev.switchboard.domain.user.Permission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Messages that share a unit of work. */
class SentTogetherTest {
  /** Counted, and said to have failed though they are committed. */
  private static final class Units extends WrappedTransactions {
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicReference<Throwable> afterwards = new AtomicReference<>();

    Units(Transactions transactions) {
      super(transactions);
    }

    @Override
    public <T> T inTransaction(Supplier<T> work) {
      begun.incrementAndGet();
      var failure = afterwards.get();
      var result = transactions.inTransaction(work);
      switch (failure) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalArgumentException(failure);
      }
      return result;
    }
  }

  private final AnOffice office = new AnOffice();
  private final Units units = new Units(office.transactions);
  private final SendDirectMessage send =
      new SendDirectMessage(
          units,
          office.rights,
          office.messages,
          office.streams,
          office.ids,
          office.clock,
          Runnable::run);
  private final Caller ada = office.colleague("Ada");
  private final Caller bob = office.colleague("Bob");

  @Test
  void aNameUsedTwiceIsOneMessage() throws Exception {
    var sent =
        together(
            command("hello", Optional.of("c-1"), Optional.empty()),
            command("hello", Optional.of("c-1"), Optional.empty()),
            command("other", Optional.of("c-1"), Optional.empty()),
            command("hello", Optional.of("c-2"), Optional.empty()));

    assertThat(sent.get(1).get()).isEqualTo(sent.get(0).get());
    assertRefused(Conflict.class, "client_msg_id_reused", () -> result(sent.get(2)));
    assertThat(sent.get(3).get().id()).isNotEqualTo(sent.get(0).get().id());
    assertThat(office.frames()).hasSize(3);
    assertThat(units.begun).as("the first, and all others").hasValue(2);
  }

  @Test
  void aNameWhoseFirstUseIsRefusedIsFree() throws Exception {
    var missing = Optional.of(new DirectMessageId(123_456));
    var sent =
        together(
            command("hello", Optional.of("c-1"), missing),
            command("hello", Optional.of("c-1"), Optional.empty()),
            command("hello", Optional.of("c-1"), missing));

    assertRefused(Missing.class, "parent_not_found", () -> result(sent.get(0)));
    assertThat(sent.get(1).get().parent()).isEmpty();
    assertThat(sent.get(2).get()).isEqualTo(sent.get(1).get());
    assertThat(office.frames()).hasSize(2);
  }

  /** Nobody is told what was sent who could not send it: not even what they sent themselves. */
  @Test
  void aNameUsedAgainByWhoLostARightMeanwhileIsRefused() throws Exception {
    office.rights.take(ada.user());
    var entitled =
        new Caller(
            ada.company(),
            ada.user(),
            ada.session(),
            ada.name(),
            ada.email(),
            false,
            Set.of(Permission.CHAT_MESSAGE));
    var sent =
        together(
            command("hello", Optional.of("c-1"), Optional.empty()),
            command(entitled, "hello", Optional.of("c-1"), Optional.empty()));

    assertThat(sent.get(0).get().sender()).isEqualTo(ada.user());
    assertRefused(Forbidden.class, "insufficient_permissions", () -> result(sent.get(1)));
    assertThat(office.frames()).hasSize(2);
  }

  @Test
  void whatIsCommittedIsNotSentAgainAfterAFailure() {
    unknownAfter(new IllegalStateException("after the commit"));
  }

  @Test
  void whatIsCommittedIsNotSentAgainAfterAnError() {
    unknownAfter(new StackOverflowError());
  }

  private void unknownAfter(Throwable failure) {
    var sent =
        together(
            () -> units.afterwards.set(failure),
            command("hello", Optional.empty(), Optional.empty()),
            command("other", Optional.empty(), Optional.empty()));

    for (var one : sent) {
      assertThatThrownBy(() -> result(one))
          .hasCauseInstanceOf(StorageUnavailable.class)
          .hasRootCause(failure);
    }
    assertThat(office.frames()).hasSize(3);
  }

  @Test
  void eachIsToldApartFromWhatWasThere() throws Exception {
    var question = office.write(bob, ada.user(), "?");
    var known = send.handle(command("hello", Optional.of("c-1"), Optional.empty()));
    var sent =
        together(
            command("hello", Optional.of("c-1"), Optional.empty()),
            command("!", Optional.of("c-2"), Optional.of(question.id())),
            command("!", Optional.empty(), Optional.of(new DirectMessageId(123_456))),
            command("!", Optional.empty(), Optional.of(question.id())));

    assertThat(sent.get(0).get()).isEqualTo(known);
    assertThat(sent.get(1).get().parent()).contains(question.id());
    assertRefused(Missing.class, "parent_not_found", () -> result(sent.get(2)));
    assertThat(sent.get(3).get().parent()).contains(question.id());
    assertThat(office.frames()).hasSize(5);
  }

  /** After one that is in their way until all have come. */
  private List<FutureTask<DirectMessage>> together(SendDirectMessage.Command... commands) {
    return together(() -> {}, commands);
  }

  /**
   * @param ready is run as soon as all have come
   */
  private List<FutureTask<DirectMessage>> together(
      Runnable ready, SendDirectMessage.Command... commands) {
    var sent = new ArrayList<FutureTask<DirectMessage>>();
    office.transactions.inTransaction(
        () -> {
          begin(command("first", Optional.empty(), Optional.empty()));
          for (var command : commands) {
            sent.add(begin(command));
          }
          ready.run();
        });
    return sent;
  }

  private FutureTask<DirectMessage> begin(SendDirectMessage.Command command) {
    var task = new FutureTask<>(() -> send.handle(command));
    var thread = Thread.ofPlatform().daemon().start(task);
    var waits = EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);
    await().until(() -> waits.contains(thread.getState()));
    return task;
  }

  private SendDirectMessage.Command command(
      String text, Optional<String> name, Optional<DirectMessageId> parent) {
    return command(ada, text, name, parent);
  }

  private SendDirectMessage.Command command(
      Caller by, String text, Optional<String> name, Optional<DirectMessageId> parent) {
    return new SendDirectMessage.Command(
        by,
        bob.user(),
        Optional.empty(),
        new DirectText(text),
        parent,
        name.map(ClientMessageId::new));
  }

  private static DirectMessage result(FutureTask<DirectMessage> sent) throws Exception {
    try {
      return sent.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Rejected rejected ? rejected : e;
    }
  }
}
