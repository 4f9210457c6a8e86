package dev.switchboard.application.stream;

import dev.switchboard.domain.company.CompanyId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The bus of a single node: a call. */
public final class LocalBus implements StreamBus {
  private final List<StreamHints> listeners = new CopyOnWriteArrayList<>();

  @Override
  public void subscribe(StreamHints listener) {
    listeners.add(listener);
  }

  @Override
  public void reached(CompanyId company, long seq) {
    listeners.forEach(listener -> listener.reached(company, seq));
  }
}
