package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.WrappedTransactions;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.User;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How many sessions there are, how long they live, and when they were last seen. */
class SessionLimitTest {
  private final InMemoryAccounts ports = new InMemoryAccounts();
  private final AccountsWorld world = new AccountsWorld(ports);
  private final User ada = world.stored(ports.aUser(ports.newCompany()));

  @Test
  void oneMoreThanAllowedEndsTheOldestAndClosesWhatItHoldsOpen() {
    var open = world.openSession(new SessionRules(Duration.ofDays(2), 2));
    var first = open(open, 0);
    var second = open(open, 1);
    assertThat(world.revoked).isEmpty();

    var third = open(open, 2);

    assertThat(world.revoked).containsExactly(first.id());
    assertThat(alive()).containsExactly(third.id(), second.id());
    assertThat(third.expiresAt()).isEqualTo(third.createdAt().plus(Duration.ofDays(2)));
    assertThat(third.device()).contains("device");
    assertThat(third.ipAddress()).contains("192.0.2.9");
  }

  @Test
  void anotherUsersSessionsDoNotCount() {
    var open = world.openSession(new SessionRules(Duration.ofDays(2), 1));
    var bo = world.stored(ports.aUser(ada.company()));
    ports
        .transactions()
        .inTransaction(
            () -> open.handle(bo, Optional.empty(), Optional.empty(), AccountPorts.NOON));

    open(open, 1);

    assertThat(world.revoked).isEmpty();
  }

  @Test
  void howOftenASessionIsUsedMakesNoMoreWrites() {
    var writes = new AtomicInteger();
    var activity = new SessionActivity(counting(writes), ports.sessions());
    var session = open(world.openSession(SessionRules.USUAL), 0);
    for (int i = 1; i <= 100; i++) {
      activity.seen(ada.company(), session.id(), AccountPorts.NOON.plusSeconds(i));
    }
    activity.seen(ada.company(), session.id(), AccountPorts.NOON.plusSeconds(7));
    assertThat(writes).hasValue(0);

    activity.store();
    activity.store();

    assertThat(writes).hasValue(1);
    assertThat(lastSeen(session)).isEqualTo(AccountPorts.NOON.plusSeconds(100));
  }

  @Test
  void whatCouldNotBeStoredIsStoredTheNextTimeAndHarmsNobodyElse() {
    var failing = new AtomicInteger(1);
    var activity = new SessionActivity(failing(failing), ports.sessions());
    var bo = world.stored(ports.aUser(ports.newCompany()));
    var sessions = new ArrayList<Session>();
    sessions.add(open(world.openSession(SessionRules.USUAL), 0));
    sessions.add(ports.added(ports.aSession(bo)));
    var at = AccountPorts.NOON.plusSeconds(9);
    sessions.forEach(session -> activity.seen(session.company(), session.id(), at));

    assertThatThrownBy(activity::store).isInstanceOf(StorageUnavailable.class);
    assertThat(sessions).filteredOn(session -> lastSeen(session).equals(at)).hasSize(1);
    activity.store();

    assertThat(sessions).allSatisfy(session -> assertThat(lastSeen(session)).isEqualTo(at));
  }

  private Session open(OpenSession open, int second) {
    return ports
        .transactions()
        .inTransaction(
            () ->
                open.handle(
                    ada,
                    Optional.of("device"),
                    Optional.of("192.0.2.9"),
                    AccountPorts.NOON.plusSeconds(second)));
  }

  private List<SessionId> alive() {
    return ports.sessions().alive(ada.company(), ada.id(), AccountPorts.NOON).stream()
        .map(Session::id)
        .toList();
  }

  private Instant lastSeen(Session session) {
    return ports.sessions().find(session.company(), session.id()).orElseThrow().lastSeenAt();
  }

  private Transactions counting(AtomicInteger units) {
    return before(units::incrementAndGet);
  }

  private Transactions failing(AtomicInteger times) {
    return before(
        () -> {
          if (times.getAndDecrement() > 0) {
            throw new StorageUnavailable("away", new SQLException("away"));
          }
        });
  }

  private Transactions before(Runnable first) {
    return new WrappedTransactions(ports.transactions()) {
      @Override
      public <T> T inTransaction(Supplier<T> work) {
        first.run();
        return transactions.inTransaction(work);
      }
    };
  }
}
