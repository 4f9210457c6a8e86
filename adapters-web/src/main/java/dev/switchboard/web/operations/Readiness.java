package dev.switchboard.web.operations;

import java.util.List;

/** Whether this node should be given work. Asked on each request; thread-safe. */
@FunctionalInterface
public interface Readiness {
  /** What stands in the way, such as {@code database} or {@code draining}; empty when ready. */
  List<String> obstacles();

  /** What does not answer although the node can do without it, such as {@code redis}. */
  default List<String> degraded() {
    return List.of();
  }
}
