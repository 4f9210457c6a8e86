package dev.switchboard.application.stream;

import java.util.Collection;

/** Every company's stream. Behaviour is fixed by {@code StreamsContract}. */
public interface Streams {
  /**
   * Appends in the order given, in the running unit of work, and wakes the hub after its commit.
   * Numbers are taken from the company's counter, whose lock is held until the end: append last.
   */
  void append(Collection<StreamEvent> events);
}
