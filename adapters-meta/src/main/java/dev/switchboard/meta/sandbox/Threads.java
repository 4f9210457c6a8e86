package dev.switchboard.meta.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What was said between accounts and people, and when each person last opened the window. */
final class Threads {
  /**
   * @param fromPerson otherwise the account said it
   */
  record Line(String mid, boolean fromPerson, String text, Instant at) {}

  private record Key(String account, String person) {}

  private static final class Exchange {
    private final List<Line> lines = new ArrayList<>();
    private Optional<Instant> opened = Optional.empty();
  }

  private final Map<Key, Exchange> threads = new ConcurrentHashMap<>();

  /** A person acted: the window counts from now. */
  void opened(String account, String person, Instant at) {
    var exchange = of(account, person);
    synchronized (exchange) {
      exchange.opened = Optional.of(at);
    }
  }

  void said(String account, String person, Line line) {
    var exchange = of(account, person);
    synchronized (exchange) {
      exchange.lines.add(line);
    }
  }

  boolean known(String account, String person) {
    return threads.containsKey(new Key(account, person));
  }

  Optional<Instant> lastOpened(String account, String person) {
    var exchange = of(account, person);
    synchronized (exchange) {
      return exchange.opened;
    }
  }

  /** Newest first, as the Conversations API has it. */
  List<Line> lines(String account, String person) {
    var exchange = of(account, person);
    synchronized (exchange) {
      return List.copyOf(exchange.lines).reversed();
    }
  }

  private Exchange of(String account, String person) {
    return threads.computeIfAbsent(new Key(account, person), _ -> new Exchange());
  }
}
