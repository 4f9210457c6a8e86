package dev.switchboard.chaos.history;

import java.util.ArrayList;
import java.util.List;

/** The ledger of a run: everything that was asked and everything that was seen. Thread-safe. */
public final class History {
  private final List<Attempt> attempts = new ArrayList<>();
  private final List<Sight> sights = new ArrayList<>();

  public synchronized History add(Attempt attempt) {
    attempts.add(attempt);
    return this;
  }

  public synchronized History add(Sight sight) {
    sights.add(sight);
    return this;
  }

  /** Those of a kind, in the order in which they ended. */
  public synchronized <T extends Attempt> List<T> attempts(Class<T> kind) {
    return attempts.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  public synchronized <T extends Sight> List<T> sights(Class<T> kind) {
    return sights.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  public synchronized long count(Class<? extends Attempt> kind, Outcome outcome) {
    return attempts.stream().filter(kind::isInstance).filter(a -> a.outcome() == outcome).count();
  }
}
