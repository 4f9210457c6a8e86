package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Callers as a test declares them. */
public final class InMemoryCallers implements Callers {
  private record Session(Caller caller, Instant expiresAt) {}

  private final Map<SessionId, Session> sessions = new ConcurrentHashMap<>();
  private final Set<SessionId> ended = ConcurrentHashMap.newKeySet();
  private final Set<UserId> disabled = ConcurrentHashMap.newKeySet();

  public void signIn(Caller caller) {
    signIn(caller, Instant.MAX);
  }

  public void signIn(Caller caller, Instant expiresAt) {
    sessions.put(caller.session(), new Session(caller, expiresAt));
  }

  public void end(SessionId session) {
    ended.add(session);
  }

  public void disable(UserId user) {
    disabled.add(user);
  }

  @Override
  public Map<SessionId, Found> find(CompanyId company, Collection<SessionId> ids, Instant now) {
    var found = new HashMap<SessionId, Found>();
    ids.forEach(id -> found.put(id, find(company, id, now)));
    return found;
  }

  @Override
  public Found find(CompanyId company, SessionId id, Instant now) {
    var session = sessions.get(id);
    if (session == null
        || !session.caller().company().equals(company)
        || !now.isBefore(session.expiresAt())) {
      return new Found.Unknown();
    }
    if (disabled.contains(session.caller().user())) {
      return new Found.Disabled();
    }
    return ended.contains(id) ? new Found.Unknown() : new Found.Known(session.caller());
  }
}
