package dev.switchboard.application;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps the texts apart: what it hands out is only a number. Held to {@link SealsContract}. */
public final class InMemorySeals implements Seals {
  private record Kept(Place place, String text) {}

  private final AtomicLong count = new AtomicLong();
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  @Override
  public String seal(Place place, String text) {
    var seal = "seal-" + count.incrementAndGet();
    kept.put(seal, new Kept(place, text));
    return seal;
  }

  @Override
  public Optional<String> open(Place place, String sealed) {
    return Optional.ofNullable(kept.get(sealed))
        .filter(found -> found.place().equals(place))
        .map(Kept::text);
  }
}
