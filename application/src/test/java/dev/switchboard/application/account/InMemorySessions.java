package dev.switchboard.application.account;

import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Held to {@link SessionsContract}. */
public final class InMemorySessions implements Sessions {
  private final InMemoryTable<SessionId, Session> table;

  public InMemorySessions(InMemoryTransactions transactions) {
    table = new InMemoryTable<>(transactions);
  }

  @Override
  public void add(Session session) {
    table.put(session.id(), session);
  }

  @Override
  public Optional<Session> find(CompanyId company, SessionId id) {
    return table.get(id).filter(session -> session.company().equals(company));
  }

  @Override
  public List<Session> alive(CompanyId company, UserId user, Instant now) {
    return table.all().stream()
        .filter(session -> session.company().equals(company) && session.user().equals(user))
        .filter(session -> session.aliveAt(now))
        .sorted(Comparator.comparing(Session::createdAt).thenComparing(Session::id).reversed())
        .toList();
  }

  @Override
  public void seen(CompanyId company, Map<SessionId, Instant> at) {
    at.forEach(
        (id, when) ->
            find(company, id)
                .filter(s -> s.revokedAt().isEmpty() && s.lastSeenAt().isBefore(when))
                .ifPresent(s -> table.put(id, changed(s, when, Optional.empty()))));
  }

  @Override
  public boolean end(CompanyId company, SessionId id, Session.End why, Instant at) {
    var alive = find(company, id).filter(session -> session.revokedAt().isEmpty());
    alive.ifPresent(s -> table.put(id, changed(s, s.lastSeenAt(), Optional.of(at))));
    return alive.isPresent();
  }

  @Override
  public List<SessionId> endOthers(
      CompanyId company, UserId user, SessionId kept, Session.End why, Instant at) {
    return table.all().stream()
        .filter(session -> session.company().equals(company) && session.user().equals(user))
        .map(Session::id)
        .filter(id -> !id.equals(kept))
        .filter(id -> end(company, id, why, at))
        .toList();
  }

  @Override
  public List<SessionId> endOldest(CompanyId company, UserId user, int kept, Instant now) {
    return alive(company, user, now).stream()
        .skip(kept)
        .map(Session::id)
        .filter(id -> end(company, id, Session.End.EVICTED, now))
        .toList();
  }

  @Override
  public List<SessionId> endAll(CompanyId company, UserId user, Session.End why, Instant at) {
    return table.all().stream()
        .filter(session -> session.company().equals(company) && session.user().equals(user))
        .map(Session::id)
        .filter(id -> end(company, id, why, at))
        .toList();
  }

  /** With their user. */
  void removeOf(UserId user) {
    table.all().stream()
        .filter(session -> session.user().equals(user))
        .forEach(session -> table.remove(session.id()));
  }

  private static Session changed(Session session, Instant seen, Optional<Instant> revoked) {
    return new Session(
        session.company(),
        session.id(),
        session.user(),
        session.device(),
        session.ipAddress(),
        session.createdAt(),
        seen,
        session.expiresAt(),
        revoked);
  }
}
