package dev.switchboard.application.stream;

/**
 * Carries hints to every hub, on this node and on others. What is said never waits for anybody
 * else: it may be said on the thread of a commit. Behaviour is fixed by {@code StreamBusContract}.
 */
public interface StreamBus extends HubHints {
  /** For the rest of the bus's life. */
  void subscribe(HubHints listener);
}
