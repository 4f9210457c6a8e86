package dev.switchboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** There may be one connection; what is planned runs when the test says so. */
class ConnectionBoundChainTest {
  private static final class Planned extends AbstractLifeCycle implements Scheduler {
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public Task schedule(Runnable task, long delay, TimeUnit units) {
      tasks.add(task);
      return () -> false;
    }
  }

  private final Planned planned = new Planned();
  private final ConnectionBound bound =
      new ConnectionBound(1, new Server(new QueuedThreadPool(), planned, null));

  @BeforeEach
  void start() throws Exception {
    bound.start();
  }

  @AfterEach
  void stop() throws Exception {
    bound.stop();
  }

  @Test
  void howeverOftenTheBoundIsReachedOnlyOneLooks() {
    for (var crossings = 0; crossings < 5; crossings++) {
      comes();
      assertThat(planned.tasks).hasSize(1);
      planned.tasks.remove().run();
      assertThat(planned.tasks).as("still at the bound").hasSize(1);
      goes();
    }
  }

  @Test
  void itEndsBelowTheBoundAndBeginsAnewWhenItIsReachedAgain() {
    comes();
    goes();
    planned.tasks.remove().run();
    assertThat(planned.tasks).isEmpty();

    comes();

    assertThat(planned.tasks).hasSize(1);
  }

  private void comes() {
    bound.onAccepting(null);
  }

  private void goes() {
    bound.onAcceptFailed(null, null);
  }
}
