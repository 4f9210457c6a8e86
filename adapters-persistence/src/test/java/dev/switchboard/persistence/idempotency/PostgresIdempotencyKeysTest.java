package dev.switchboard.persistence.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.idempotency.IdempotencyKeys;
import dev.switchboard.application.idempotency.IdempotencyKeys.Known;
import dev.switchboard.application.idempotency.IdempotencyKeysContract;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.TestDatabase;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresIdempotencyKeysTest implements IdempotencyKeysContract {
  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @BeforeAll
  static void start() {
    for (var company : new long[] {1, 2}) {
      test.execute("insert into company values (?, 'Acme', now(), now())", company);
      for (var user : new long[] {1, 2}) {
        test.execute(
            """
            insert into app_user (company_id, id, username, password_hash, created_at, updated_at)
            values (?, ?, 'x', 'x', now(), now())
            """,
            company,
            user);
      }
    }
  }

  @Test
  void aKeyIsInUseUntilItsUnitEndsAndNobodyWaitsForIt() throws Exception {
    var scope = new IdempotencyKeys.Scope(new CompanyId(1), new UserId(1), "POST /x", "running");
    var claimed = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first =
          threads.submit(
              () ->
                  transactions()
                      .inTransaction(
                          () -> {
                            var known = keys().claim(scope, NOON);
                            claimed.countDown();
                            await(end);
                            return known;
                          }));
      claimed.await();
      assertThat(claim(scope)).isInstanceOf(Known.InUse.class);
      end.countDown();
      assertThat(first.get()).isInstanceOf(Known.Free.class);
      assertThat(claim(scope)).isInstanceOf(Known.Free.class);
    }
  }

  private Known claim(IdempotencyKeys.Scope scope) {
    return transactions().inTransaction(() -> keys().claim(scope, NOON));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public IdempotencyKeys keys() {
    return new PostgresIdempotencyKeys(test.system()); // forgets every company's
  }

  @Override
  public Transactions transactions() {
    return test.database();
  }

  @Override
  public IdempotencyKeys.Scope scope(long company, long user) {
    return new IdempotencyKeys.Scope(
        new CompanyId(company), new UserId(user), "POST /api/things", "key");
  }
}
