package dev.switchboard.application.outbound;

import dev.switchboard.application.Json;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** "JSON" that is the number of the part among those written. */
public final class InMemorySendParts implements Json, SendParts {
  private final List<SendPart> written = new CopyOnWriteArrayList<>();

  @Override
  public synchronized String write(Object value) {
    written.add((SendPart) value);
    return Integer.toString(written.size() - 1);
  }

  @Override
  public SendPart read(String payload) {
    return written.get(Integer.parseInt(payload));
  }
}
