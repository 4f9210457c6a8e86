package dev.switchboard.bootstrap;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been opened, closed in reverse order; one that fails does not keep the others open. Also
 * closes the half that is open when a start fails.
 */
final class Closing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private record Step(String name, AutoCloseable resource) {}

  private final Deque<Step> steps = new ArrayDeque<>();

  <T extends AutoCloseable> T add(String name, T resource) {
    steps.push(new Step(name, resource));
    return resource;
  }

  void before(String name, Runnable action) {
    steps.push(new Step(name, action::run));
  }

  @Override
  public synchronized void close() {
    while (!steps.isEmpty()) {
      var step = steps.pop();
      try {
        step.resource().close();
      } catch (Exception e) { // what AutoCloseable declares
        LOG.warn("closing {} failed", step.name(), e);
      }
    }
  }
}
