package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.SessionId;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Use case: a user ends the session they are calling with, or all of theirs. */
public final class LogOut {
  private static final Logger LOG = LoggerFactory.getLogger(LogOut.class);

  private final Transactions transactions;
  private final Sessions sessions;
  private final SessionRevocations revocations;
  private final Clock clock;

  public LogOut(
      Transactions transactions, Sessions sessions, SessionRevocations revocations, Clock clock) {
    this.transactions = transactions;
    this.sessions = sessions;
    this.revocations = revocations;
    this.clock = clock;
  }

  public void handle(Caller caller) {
    transactions.inTransaction(
        () -> {
          sessions.end(caller.company(), caller.session(), Session.End.LOGOUT, clock.instant());
          tell(caller, List.of(caller.session()));
        });
  }

  public void everywhere(Caller caller) {
    transactions.inTransaction(
        () ->
            tell(
                caller,
                sessions.endAll(
                    caller.company(), caller.user(), Session.End.LOGOUT_ALL, clock.instant())));
  }

  private void tell(Caller caller, List<SessionId> ended) {
    transactions.afterCommit(
        () -> {
          LOG.info("user {} ended {} of their sessions", caller.user(), ended.size());
          revocations.revoked(caller.company(), ended);
        });
  }
}
