package dev.switchboard.application.ingest;

import dev.switchboard.application.account.Caller;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What waits for a person. A superuser sees everything; others what is their company's and what
 * came for an account their company has connected. Behaviour is fixed by {@code
 * ParkedEventsContract}.
 */
public interface ParkedEvents {
  /** In a unit of work. */
  void park(Collection<ParkedEvent> events);

  /**
   * Parked ones the caller may see, newest first; fewer than {@code limit} where they are large,
   * and none only where there are none.
   */
  List<ParkedEvent> list(Caller caller, int skip, int limit);

  /** One that is parked and that the caller may see, locked by the running unit of work. */
  Optional<ParkedEvent> lock(Caller caller, long id);

  /** The next state of one that this unit of work holds locked. */
  void update(ParkedEvent event);

  /** How many wait, of all companies; for alarms. */
  long count();
}
