package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.Overloaded;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.PasswordHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BoundedPasswordHasherTest {
  private static final int THREADS = 2;
  private static final int WAITING = 3;
  private static final Password PASSWORD = new Password("engines turn by steam");

  private final CountDownLatch done = new CountDownLatch(1);
  private final AtomicInteger working = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  /** Takes as long as it is told to. */
  private final PasswordHasher slow =
      new PasswordHasher() {
        @Override
        public PasswordHash hash(Password password) {
          return new PasswordHash("unused");
        }

        @Override
        public boolean matches(Password password, PasswordHash hash) {
          return true;
        }

        @Override
        public boolean outdated(PasswordHash hash) {
          return false;
        }

        @Override
        public void pretend(Password password) {
          most.accumulateAndGet(working.incrementAndGet(), Math::max);
          try {
            done.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          working.decrementAndGet();
        }
      };

  @Test
  void soManyAreWorkedOnSoManyWaitAndTheRestIsSentAway() throws Exception {
    try (var hasher = new BoundedPasswordHasher(slow, THREADS, WAITING);
        var callers = Executors.newVirtualThreadPerTaskExecutor();
        AutoCloseable _ = done::countDown) { // or whoever waits would hide that this failed
      var admitted = new ArrayList<Future<?>>();
      for (int i = 0; i < THREADS; i++) {
        admitted.add(callers.submit(() -> hasher.pretend(PASSWORD)));
      }
      await().atMost(Duration.ofSeconds(10)).until(() -> working.get() == THREADS);
      var refused = new AtomicInteger();
      for (int i = 0; i < 10; i++) {
        admitted.add(callers.submit(() -> tried(hasher, refused)));
      }
      await().atMost(Duration.ofSeconds(10)).until(() -> refused.get() == 10 - WAITING);

      assertThatThrownBy(() -> hasher.pretend(PASSWORD)).isInstanceOf(Overloaded.class);
      done.countDown();

      for (var each : admitted) {
        each.get();
      }
      assertThat(most).hasValue(THREADS);
      assertThat(refused).hasValue(10 - WAITING);
    }
  }

  private static void tried(PasswordHasher hasher, AtomicInteger refused) {
    try {
      hasher.pretend(PASSWORD);
    } catch (Overloaded _) {
      refused.incrementAndGet();
    }
  }
}
