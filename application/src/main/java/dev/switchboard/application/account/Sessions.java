package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every login. Writing needs a running unit of work. Behaviour: {@code SessionsContract}. */
public interface Sessions {
  void add(Session session);

  Optional<Session> find(CompanyId company, SessionId id);

  /** Those of a user that are alive at {@code now}, newest first. */
  List<Session> alive(CompanyId company, UserId user, Instant now);

  /**
   * Never moves back, and waits for nobody: one that has ended or is unknown is left alone, and so
   * is one that another unit of work is ending or noting just now.
   */
  void seen(CompanyId company, Map<SessionId, Instant> at);

  default void seen(CompanyId company, SessionId id, Instant at) {
    seen(company, Map.of(id, at));
  }

  /** Whether it was alive until now. */
  boolean end(CompanyId company, SessionId id, Session.End why, Instant at);

  /** All of a user's that were alive until now. */
  List<SessionId> endAll(CompanyId company, UserId user, Session.End why, Instant at);

  /** As {@link #endAll}, but for one. */
  List<SessionId> endOthers(
      CompanyId company, UserId user, SessionId kept, Session.End why, Instant at);

  /** All of a user's that are alive at {@code now}, but for the {@code kept} youngest. */
  List<SessionId> endOldest(CompanyId company, UserId user, int kept, Instant now);
}
