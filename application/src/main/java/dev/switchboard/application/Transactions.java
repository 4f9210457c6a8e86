package dev.switchboard.application;

import java.util.function.Supplier;

/**
 * One unit of work. A use case opens exactly one; nested calls join it; a throw rolls it back.
 *
 * <p>Thread-safe. A unit of work belongs to the thread that opened it and must not be handed on.
 */
public interface Transactions {
  /**
   * @throws StorageUnavailable the storage cannot be reached or does not answer in time
   * @throws Contention this unit of work lost against another one and was rolled back; it may be
   *     run again
   */
  <T> T inTransaction(Supplier<T> work);

  default void inTransaction(Runnable work) {
    inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  /** Whether the calling thread is within a unit of work, which another call would join. */
  boolean running();

  /**
   * Runs {@code action} as the last part of the running unit of work, in the order of registration:
   * for what takes locks that everybody wants, and so must not hold them long. A throw rolls back.
   *
   * @throws IllegalStateException outside a unit of work
   */
  void beforeCommit(Runnable action);

  /**
   * Writes what adapters hold back to send it with the commit, so that what is wrong with it shows
   * here: for a unit of work that is a trial.
   *
   * @throws IllegalStateException outside a unit of work
   */
  void flush();

  /**
   * Runs {@code action} after the running unit of work has committed, on the same thread, in the
   * order of registration; never if it rolls back. An action must be quick and must not throw: one
   * that does is logged, and neither undoes the commit nor keeps the others from running.
   *
   * @throws IllegalStateException outside a unit of work
   */
  void afterCommit(Runnable action);
}
