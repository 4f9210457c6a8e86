package dev.switchboard.application.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.Contention;
import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.WrappedTransactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.gather.Gathering.Limits;
import dev.switchboard.domain.direct.DirectMessage;
import dev.switchboard.domain.direct.DirectText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Messages whose senders run out of patience while they are being sent. */
class SentInTimeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** The second unit of work, which is the one that is shared, meets what the test says. */
  private static final class Units extends WrappedTransactions {
    private final AtomicInteger begun = new AtomicInteger();
    private Runnable beforeWork = () -> {};
    private Runnable beforeWorkEnds = () -> {};
    private Runnable withinCommit = () -> {};

    Units(Transactions transactions) {
      super(transactions);
    }

    @Override
    public <T> T inTransaction(Supplier<T> work) {
      boolean shared = begun.incrementAndGet() == 2;
      return transactions.inTransaction(() -> shared ? met(work) : work.get());
    }

    private <T> T met(Supplier<T> work) {
      beforeWork.run();
      transactions.beforeCommit(beforeWorkEnds);
      var result = work.get();
      transactions.beforeCommit(withinCommit);
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
          Runnable::run,
          new Limits(128, 4_096, PATIENCE));
  private final Caller ada = office.colleague("Ada");
  private final Caller bob = office.colleague("Bob");
  private final List<Thread> senders = new ArrayList<>();
  private final List<FutureTask<DirectMessage>> sent = new ArrayList<>();

  @Test
  void whatWasRefusedForWantOfTimeIsNotSentOneByOneAfterwards() throws Exception {
    units.beforeWork =
        () -> {
          awaitAll(Thread.State.TERMINATED);
          throw new Contention(new IllegalStateException("lost"));
        };

    together();

    assertRefused();
    assertThat(office.frames()).as("of the first one").hasSize(1);
  }

  @Test
  void whatWasRefusedWhileItWasWorkedOnIsNotCommitted() throws Exception {
    units.beforeWorkEnds = () -> awaitAll(Thread.State.TERMINATED);

    together();

    assertRefused();
    assertThat(office.frames()).as("of the first one").hasSize(1);
  }

  @Test
  void aCommitThatIsUnderWayIsWaitedFor() throws Exception {
    units.withinCommit = () -> awaitAll(Thread.State.WAITING);

    together();

    for (var one : sent) {
      assertThat(one.get().sender()).isEqualTo(ada.user());
    }
    assertThat(office.frames()).hasSize(3);
  }

  @Test
  void whoWaitedForACommitThatCameToNothingIsRefusedAndNothingIsSent() throws Exception {
    units.withinCommit =
        () -> {
          awaitAll(Thread.State.WAITING);
          throw new Contention(new IllegalStateException("lost"));
        };

    together();

    assertRefused();
    assertThat(office.frames()).as("of the first one").hasSize(1);
  }

  private void assertRefused() {
    for (var one : sent) {
      assertThatThrownBy(one::get).hasCauseInstanceOf(StorageUnavailable.class);
    }
  }

  /** Two that share a unit of work, after one that is in their way until they have come. */
  private void together() throws Exception {
    var first = new FutureTask<>(() -> send.handle(command("first")));
    office.transactions.inTransaction(
        () -> {
          awaitPatient(Thread.ofPlatform().daemon().start(first));
          for (var text : List.of("hello", "other")) {
            var task = new FutureTask<>(() -> send.handle(command(text)));
            senders.add(Thread.ofPlatform().daemon().start(task));
            sent.add(task);
            awaitPatient(senders.getLast());
          }
        });
    first.get(); // whose thread sends for the others too
  }

  private static void awaitPatient(Thread thread) {
    var waits = EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);
    await().until(() -> waits.contains(thread.getState()));
  }

  private void awaitAll(Thread.State state) {
    await().until(() -> senders.stream().allMatch(thread -> thread.getState() == state));
  }

  private SendDirectMessage.Command command(String text) {
    return new SendDirectMessage.Command(
        ada,
        bob.user(),
        Optional.empty(),
        new DirectText(text),
        Optional.empty(),
        Optional.empty());
  }
}
