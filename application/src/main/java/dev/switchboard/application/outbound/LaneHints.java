package dev.switchboard.application.outbound;

import dev.switchboard.domain.outbound.LaneKind;

/**
 * Told after a commit that work of a kind may be due. Only a hint: a lost one costs the interval of
 * the slow poll. Quick, never throws, thread-safe.
 */
@FunctionalInterface
public interface LaneHints {
  void wake(LaneKind kind);
}
