package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.SessionId;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Use case: users see where they are logged in, and end what they do not know. */
public final class OwnSessions {
  private static final Logger LOG = LoggerFactory.getLogger(OwnSessions.class);

  private final Transactions transactions;
  private final Rights rights;
  private final Sessions sessions;
  private final SessionRevocations revocations;
  private final AuditTrail audit;
  private final Clock clock;

  public OwnSessions(
      Transactions transactions,
      Rights rights,
      Sessions sessions,
      SessionRevocations revocations,
      AuditTrail audit,
      Clock clock) {
    this.transactions = transactions;
    this.rights = rights;
    this.sessions = sessions;
    this.revocations = revocations;
    this.audit = audit;
    this.clock = clock;
  }

  /** Those that live, newest first. */
  public List<Session> of(Caller caller) {
    return sessions.alive(caller.company(), caller.user(), clock.instant());
  }

  /**
   * With its tokens and what it holds open; also the one that is calling.
   *
   * @throws Rejected no living session of the caller has this id
   */
  public void end(Caller caller, SessionId id) {
    transactions.inTransaction(
        () -> {
          rights.hold(caller);
          var now = clock.instant();
          sessions
              .find(caller.company(), id)
              .filter(session -> session.user().equals(caller.user()) && session.aliveAt(now))
              .orElseThrow(OwnSessions::missing);
          sessions.end(caller.company(), id, Session.End.DELETED, now);
          audit.add(AuditEvent.by(caller, AuditAction.SESSION_ENDED, AuditObject.of(id)));
          transactions.beforeCommit(() -> revocations.revoked(caller.company(), List.of(id)));
          transactions.afterCommit(
              () -> LOG.info("user {} ended their session {}", caller.user(), id));
        });
  }

  private static Rejected missing() {
    return new Missing("session_not_found", "Session not found").asException();
  }
}
