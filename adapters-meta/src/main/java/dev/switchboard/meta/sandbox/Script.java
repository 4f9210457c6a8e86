package dev.switchboard.meta.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the calls of one kind on one account go, by their number; what is not scripted goes well.
 * Thread-safe.
 */
public final class Script {
  private final Map<Integer, Behaviour> byNumber = new HashMap<>();
  private final Deque<Behaviour> next = new ArrayDeque<>();
  private Behaviour otherwise = Behaviour.WELL;
  private int calls;

  /** The {@code number}-th call since the start, counted from 1. */
  public synchronized Script call(int number, Behaviour behaviour) {
    byNumber.put(number, behaviour);
    return this;
  }

  /** The next calls, in this order. */
  public synchronized Script next(Behaviour... behaviours) {
    next.addAll(List.of(behaviours));
    return this;
  }

  /** Every call that nothing else is said about. */
  public synchronized Script always(Behaviour behaviour) {
    otherwise = behaviour;
    return this;
  }

  synchronized Behaviour take() {
    calls++;
    if (byNumber.containsKey(calls)) {
      return byNumber.get(calls);
    }
    return next.isEmpty() ? otherwise : next.pop();
  }
}
