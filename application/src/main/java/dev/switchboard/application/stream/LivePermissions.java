package dev.switchboard.application.stream;

import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Callers;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;

/** What the sessions behind open sockets are worth now. Asked for each batch of events. */
@FunctionalInterface
public interface LivePermissions {
  /** Without those that have ended or whose user is disabled. */
  Map<SessionId, Caller> find(CompanyId company, Collection<SessionId> sessions);

  static LivePermissions of(Callers callers, Clock clock) {
    return (company, sessions) -> callers.known(company, sessions, clock.instant());
  }
}
