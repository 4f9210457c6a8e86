package dev.switchboard.application;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Units of work over {@link InMemoryTable}s: one at a time, undone on a throw. Also usable where no
 * unit is running: a table's write then simply stands.
 */
public final class InMemoryTransactions implements Transactions {
  private static final Logger LOG = LoggerFactory.getLogger(InMemoryTransactions.class);

  // in turns: a caller that begins again and again must not keep another one out for ever
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Deque<Runnable> undo = new ArrayDeque<>();
  private final Deque<Runnable> beforeCommit = new ArrayDeque<>();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private volatile boolean running; // asked by threads without the lock

  @Override
  public <T> T inTransaction(Supplier<T> work) {
    List<Runnable> actions;
    T result;
    lock.lock();
    try {
      if (running) {
        return work.get();
      }
      running = true;
      try {
        result = work.get();
        while (!beforeCommit.isEmpty()) {
          beforeCommit.remove().run();
        }
        actions = List.copyOf(afterCommit);
      } catch (RuntimeException | Error e) {
        while (!undo.isEmpty()) {
          undo.pop().run();
        }
        throw e;
      } finally {
        running = false;
        undo.clear();
        beforeCommit.clear();
        afterCommit.clear();
      }
    } finally {
      lock.unlock();
    }
    actions.forEach(InMemoryTransactions::run);
    return result;
  }

  /** As the storage does: committed is committed. */
  private static void run(Runnable afterCommit) {
    try {
      afterCommit.run();
    } catch (RuntimeException | Error e) {
      LOG.error("an action after a commit failed", e);
    }
  }

  @Override
  public boolean running() {
    return running && lock.isHeldByCurrentThread();
  }

  @Override
  public void beforeCommit(Runnable action) {
    requireRunning();
    beforeCommit.add(action);
  }

  @Override
  public void flush() {
    requireRunning(); // tables hold nothing back
  }

  @Override
  public void afterCommit(Runnable action) {
    requireRunning();
    afterCommit.add(action);
  }

  private void requireRunning() {
    if (!running()) {
      throw new IllegalStateException("needs a running unit of work");
    }
  }

  /** Runs alone against every unit of work; {@code undoing} is kept for a rollback. */
  <T> T alone(Supplier<T> step, Runnable undoing) {
    lock.lock();
    try {
      var result = step.get();
      if (running) {
        undo.push(undoing);
      }
      return result;
    } finally {
      lock.unlock();
    }
  }
}
