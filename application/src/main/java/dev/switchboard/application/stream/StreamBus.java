package dev.switchboard.application.stream;

/** Carries hints from whoever appends to every hub, on this node and on others. */
public interface StreamBus extends StreamHints {
  /** For the rest of the bus's life. */
  void subscribe(StreamHints listener);
}
