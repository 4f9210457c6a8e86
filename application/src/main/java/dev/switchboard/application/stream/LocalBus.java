package dev.switchboard.application.stream;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.SessionId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The bus of a single node: a call. */
public final class LocalBus implements StreamBus {
  private final List<HubHints> listeners = new CopyOnWriteArrayList<>();

  @Override
  public void subscribe(HubHints listener) {
    listeners.add(listener);
  }

  @Override
  public void reached(CompanyId company, long seq) {
    listeners.forEach(listener -> listener.reached(company, seq));
  }

  @Override
  public void attendanceChanged(CompanyId company) {
    listeners.forEach(listener -> listener.attendanceChanged(company));
  }

  @Override
  public void typing(CompanyId company, SessionId by, ConversationId chat) {
    listeners.forEach(listener -> listener.typing(company, by, chat));
  }
}
