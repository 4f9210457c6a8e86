package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every login. Writing needs a running unit of work. Behaviour: {@code SessionsContract}. */
public interface Sessions {
  void add(Session session);

  Optional<Session> find(CompanyId company, SessionId id);

  void seen(CompanyId company, SessionId id, Instant at);

  /** Whether it was alive until now. */
  boolean end(CompanyId company, SessionId id, Session.End why, Instant at);

  /** All of a user's that were alive until now. */
  List<SessionId> endAll(CompanyId company, UserId user, Session.End why, Instant at);
}
