package dev.switchboard.application.account;

import dev.switchboard.application.Overloaded;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.PasswordHash;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes on a few threads of its own, so that a flood of logins takes no more than their share of
 * the machine; who finds the queue full is sent away at once.
 */
public final class BoundedPasswordHasher implements PasswordHasher, AutoCloseable {
  private final PasswordHasher inner;
  private final ThreadPoolExecutor threads;

  /**
   * @param threadCount at most so many cores are ever busy with passwords
   * @param waiting at most so many wait for a thread
   */
  public BoundedPasswordHasher(PasswordHasher inner, int threadCount, int waiting) {
    this.inner = inner;
    this.threads =
        new ThreadPoolExecutor(
            threadCount,
            threadCount,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform()
                .name("passwords-", 0)
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .factory());
  }

  @Override
  public PasswordHash hash(Password password) {
    return run(() -> inner.hash(password));
  }

  @Override
  public boolean matches(Password password, PasswordHash hash) {
    return run(() -> inner.matches(password, hash));
  }

  @Override
  public boolean outdated(PasswordHash hash) {
    return inner.outdated(hash);
  }

  @Override
  public void pretend(Password password) {
    run(
        () -> {
          inner.pretend(password);
          return true;
        });
  }

  private <T> T run(Supplier<T> work) {
    Future<T> result = submit(work);
    try {
      return result.get();
    } catch (InterruptedException e) {
      result.cancel(false);
      Thread.currentThread().interrupt();
      throw new Overloaded("interrupted while a password was waiting");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a password could not be hashed", e.getCause());
    }
  }

  private <T> Future<T> submit(Supplier<T> work) {
    try {
      return threads.submit(work::get);
    } catch (RejectedExecutionException _) {
      throw new Overloaded("too many passwords are waiting");
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
