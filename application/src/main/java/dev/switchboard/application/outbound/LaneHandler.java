package dev.switchboard.application.outbound;

import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.domain.outbound.LaneKind;
import java.time.Instant;

/** Does the work of one kind of lane. Thread-safe. */
public interface LaneHandler {
  LaneKind kind();

  /**
   * Whether nothing of this kind can be done at the moment, for anybody: then nothing is claimed,
   * which would cost the database ten round trips a task. Asked often, and answers from memory.
   */
  default boolean rests() {
    return false;
  }

  /** Outside any unit of work. A throw means that nothing was done. */
  Outcome handle(Claim claim);

  /**
   * In a unit of work: settles the claim, with whatever else follows from it. Changes nothing if
   * the claim is not the newest any more.
   */
  void settle(Claim claim, Settlement settlement, Instant now);
}
