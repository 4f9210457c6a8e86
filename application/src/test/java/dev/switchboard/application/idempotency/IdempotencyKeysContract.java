package dev.switchboard.application.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.Contention;
import dev.switchboard.application.RetryingTransactions;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.idempotency.IdempotencyKeys.Answer;
import dev.switchboard.application.idempotency.IdempotencyKeys.Known;
import dev.switchboard.application.idempotency.IdempotencyKeys.Scope;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link IdempotencyKeys} must do, and {@link AnswerOnce} with it. */
public interface IdempotencyKeysContract {
  Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  Answer CREATED =
      new Answer(
          201, Optional.of("application/json"), "{\"text\":\"hé\"}", Optional.of("/api/things/7"));

  IdempotencyKeys keys();

  Transactions transactions();

  /** Of users 1 and 2 of company 1, and user 1 of company 2. */
  Scope scope(long company, long user);

  @Test
  default void theFirstAnswerIsGivenAgainUntilItExpires() {
    var scope = other("again");

    assertThat(once(scope, NOON, 1, () -> CREATED)).isEqualTo(answered(false));
    assertThat(once(scope, NOON.plusSeconds(86_399), 1, IdempotencyKeysContract::unexpected))
        .isEqualTo(answered(true));
    assertThat(once(scope, NOON.plusSeconds(86_400), 2, () -> CREATED)).isEqualTo(answered(false));
    assertThat(once(scope, NOON.plusSeconds(86_401), 2, IdempotencyKeysContract::unexpected))
        .isEqualTo(answered(true));
  }

  @Test
  default void anAnswerWithoutLocationAndTypeIsKeptToo() {
    var bare = new Answer(200, Optional.empty(), "", Optional.empty());

    once(other("bare"), NOON, 1, () -> bare);
    assertThat(once(other("bare"), NOON, 1, IdempotencyKeysContract::unexpected).answer())
        .isEqualTo(bare);
  }

  @Test
  default void aKeyStandsForOneRequest() {
    once(other("reused"), NOON, 1, () -> CREATED);

    assertThatThrownBy(() -> once(other("reused"), NOON, 2, IdempotencyKeysContract::unexpected))
        .isInstanceOfSatisfying(
            Rejected.class,
            refused ->
                assertThat(refused.reason())
                    .isInstanceOf(Rejection.Invalid.class)
                    .extracting(Rejection::code)
                    .isEqualTo("idempotency_key_reused"));
  }

  @Test
  default void anotherUserCompanyOrRouteIsAnotherKey() {
    var effects = new AtomicInteger();
    var mine = scope(1, 1);
    var scopes =
        Stream.of(
            mine,
            scope(1, 2),
            scope(2, 1),
            new Scope(mine.company(), mine.user(), "POST /api/others", mine.key()));

    scopes.forEach(scope -> once(scope, NOON, 1, () -> counted(effects)));
    assertThat(effects).hasValue(4);
  }

  @Test
  default void aRefusalOrFailureLeavesNothing() {
    var scope = other("failed");

    assertThatThrownBy(() -> once(scope, NOON, 1, IdempotencyKeysContract::unexpected))
        .isInstanceOf(IllegalStateException.class);
    once(scope, NOON, 1, () -> new Answer(422, Optional.empty(), "of its own", Optional.empty()));
    assertThat(once(scope, NOON, 2, () -> CREATED)).isEqualTo(answered(false));
  }

  @Test
  default void whoLosesARaceRunsAgainAndIsKeptOnce() {
    var scope = other("contended");
    var attempts = new AtomicInteger();
    var retrying = answerOnce(new RetryingTransactions(transactions(), 3), NOON);

    var answered =
        retrying.handle(
            new AnswerOnce.Command(scope, new byte[] {1}),
            () -> {
              if (attempts.incrementAndGet() == 1) {
                throw new Contention(null);
              }
              return CREATED;
            });
    assertThat(answered).isEqualTo(answered(false));
    assertThat(attempts).hasValue(2);
    assertThat(once(scope, NOON, 1, IdempotencyKeysContract::unexpected)).isEqualTo(answered(true));
  }

  @Test
  default void aHundredAtOnceActOnce() throws InterruptedException, ExecutionException {
    var scope = other("parallel");
    var effects = new AtomicInteger();
    Callable<Boolean> request =
        () -> {
          try {
            return once(scope, NOON, 1, () -> counted(effects)).replayed();
          } catch (Rejected e) {
            assertThat(e.reason().code()).isEqualTo("idempotency_key_in_use");
            return true;
          }
        };

    var fresh = 0;
    try (var threads = Executors.newFixedThreadPool(10)) {
      for (var done : threads.invokeAll(Stream.generate(() -> request).limit(100).toList())) {
        fresh += done.get() ? 0 : 1;
      }
    }
    assertThat(effects).hasValue(1);
    assertThat(fresh).isEqualTo(1);
  }

  @Test
  default void expiredOnesAreForgottenAFewAtATime() {
    var late = NOON.plusSeconds(1_000_000);
    new ForgetAnswers(keys(), Clock.fixed(late, ZoneOffset.UTC)).handle();
    for (int i = 0; i < 3; i++) {
      once(other("old" + i), NOON, 1, () -> CREATED);
    }
    once(other("young"), late, 1, () -> CREATED);

    assertThat(keys().forget(late, 2)).isEqualTo(2);
    assertThat(keys().forget(late, 2)).isEqualTo(1);
    assertThat(keys().forget(late, 2)).isZero();
    Known young = transactions().inTransaction(() -> keys().claim(other("young"), late));
    assertThat(young).isInstanceOf(Known.Answered.class);
  }

  private Scope other(String key) {
    var scope = scope(1, 1);
    return new Scope(scope.company(), scope.user(), scope.route(), key);
  }

  private AnswerOnce.Answered once(
      Scope scope, Instant now, int request, java.util.function.Supplier<Answer> work) {
    return answerOnce(transactions(), now)
        .handle(new AnswerOnce.Command(scope, new byte[] {(byte) request}), work);
  }

  private AnswerOnce answerOnce(Transactions transactions, Instant now) {
    return new AnswerOnce(transactions, keys(), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static AnswerOnce.Answered answered(boolean replayed) {
    return new AnswerOnce.Answered(CREATED, replayed);
  }

  private static Answer counted(AtomicInteger effects) {
    effects.incrementAndGet();
    return CREATED;
  }

  private static Answer unexpected() {
    throw new IllegalStateException("must not run");
  }
}
