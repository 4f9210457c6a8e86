package dev.switchboard.persistence.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.account.SessionsContract;
import dev.switchboard.domain.user.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class HibernateSessionsTest extends PostgresAccounts implements SessionsContract {
  private static final Instant LATER = NOON.plusSeconds(9);

  private final Session session = added(aSession(added(aUser(newCompany()))));
  private final Session other = added(aSession(added(aUser(session.company()))));

  @Test
  void oneThatIsBeingEndedKeepsNobodyFromNotingTheOthers() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      transactions()
          .inTransaction(
              () -> {
                end();
                assertThat(threads.submit(this::noteBoth)).succeedsWithin(Duration.ofSeconds(5));
              });
    }

    assertThat(lastSeen(other)).isEqualTo(LATER);
    assertThat(lastSeen(session)).isEqualTo(NOON);
  }

  @Test
  void oneThatIsBeingNotedEndsAfterwards() throws Exception {
    var ending = new CompletableFuture<Future<Boolean>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      transactions()
          .inTransaction(
              () -> {
                noteBoth();
                ending.complete(threads.submit(() -> transactions().inTransaction(this::end)));
                await().until(test::somebodyWaits);
              });
    }

    assertThat(ending.get().get()).isTrue();
    assertThat(lastSeen(session)).isEqualTo(LATER);
  }

  private boolean end() {
    return sessions().end(session.company(), session.id(), Session.End.LOGOUT, NOON);
  }

  private void noteBoth() {
    transactions()
        .inTransaction(
            () ->
                sessions().seen(session.company(), Map.of(session.id(), LATER, other.id(), LATER)));
  }

  private Instant lastSeen(Session which) {
    return sessions().find(which.company(), which.id()).orElseThrow().lastSeenAt();
  }
}
