package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.account.ForgotPassword;
import dev.switchboard.application.account.PasswordHasher;
import dev.switchboard.application.account.PasswordPolicy;
import dev.switchboard.application.account.ResetPassword;
import dev.switchboard.application.throttle.Throttling;
import dev.switchboard.persistence.account.PostgresResetTokens;
import dev.switchboard.web.Routes;
import dev.switchboard.web.account.ResetRoutes;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Forgotten passwords: asked for on a pool of its own, replaced by a mailed token. */
final class Resets implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int WAITING = 1_000;
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final ThreadPoolExecutor later =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().name("resets-", 0).daemon().factory());
  private final Routes routes;

  Resets(
      Core core, Ports ports, PasswordHasher hasher, PasswordPolicy policy, Throttling throttling) {
    var tokens = new PostgresResetTokens(core.database());
    var mail = core.settings().mail();
    var forgot =
        new ForgotPassword(
            later,
            core.transactions(),
            ports.users(),
            tokens,
            core.random(),
            ports.notices(),
            throttling,
            ports.audit(),
            mail.resetLife(),
            core.clock());
    var reset =
        new ResetPassword(
            core.transactions(),
            ports.users(),
            ports.companies(),
            ports.sessions(),
            tokens,
            hasher,
            policy,
            ports.revocations(),
            ports.notices(),
            throttling,
            ports.audit(),
            core.clock());
    routes = new ResetRoutes(forgot, reset, throttling.quotas(), mail.resets());
  }

  Routes routes() {
    return routes;
  }

  /** What was asked for is still put down, within a grace. */
  @Override
  public void close() {
    later.shutdown();
    try {
      if (!later.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        later.shutdownNow();
      }
    } catch (InterruptedException _) {
      later.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
