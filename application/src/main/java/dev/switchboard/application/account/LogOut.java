package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.application.throttle.Throttling;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.TokenHash;
import dev.switchboard.domain.user.UserId;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: a user ends the session they are calling with, or all of theirs. A session can also be
 * ended by its refresh token alone: whoever logs out after a break has no other token left.
 */
public final class LogOut {
  private static final Logger LOG = LoggerFactory.getLogger(LogOut.class);

  private final Transactions transactions;
  private final Sessions sessions;
  private final RefreshTokens refreshTokens;
  private final SessionRevocations revocations;
  private final Throttling throttling;
  private final AuditTrail audit;
  private final Clock clock;

  public LogOut(
      Transactions transactions,
      Sessions sessions,
      RefreshTokens refreshTokens,
      SessionRevocations revocations,
      Throttling throttling,
      AuditTrail audit,
      Clock clock) {
    this.transactions = transactions;
    this.sessions = sessions;
    this.refreshTokens = refreshTokens;
    this.revocations = revocations;
    this.throttling = throttling;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param refreshToken if it is another session's of the caller, that one ends too; anything else
   *     is ignored
   */
  public void handle(Caller caller, Optional<String> refreshToken) {
    transactions.inTransaction(
        () -> {
          var meant = new LinkedHashSet<>(List.of(caller.session()));
          refreshToken.flatMap(token -> sessionOf(caller, token)).ifPresent(meant::add);
          meant.forEach(
              id -> sessions.end(caller.company(), id, Session.End.LOGOUT, clock.instant()));
          audit.add(AuditEvent.by(caller, AuditAction.LOGOUT));
          tell(caller.company(), caller.user(), List.copyOf(meant));
        });
  }

  /**
   * For somebody who shows no access token.
   *
   * @param address the client's
   * @throws Rejected the token belongs to no living session
   */
  public void handle(String refreshToken, Optional<String> address) {
    throttling
        .refresh(address)
        .of(
            () ->
                transactions.inTransaction(
                    () -> {
                      var session = living(refreshToken);
                      sessions.end(
                          session.company(), session.id(), Session.End.LOGOUT, clock.instant());
                      audit.add(
                          AuditEvent.unattended(session.company(), AuditAction.LOGOUT)
                              .as(session.user())
                              .during(session.id())
                              .from(address));
                      tell(session.company(), session.user(), List.of(session.id()));
                      return session;
                    }));
  }

  private Session living(String refreshToken) {
    var company = TokenForm.REFRESH.companyOf(refreshToken).orElseThrow(RefreshSession::invalid);
    return refreshTokens
        .find(company, TokenHash.ofText(refreshToken))
        .flatMap(token -> sessions.find(company, token.session()))
        .filter(session -> session.aliveAt(clock.instant()))
        .orElseThrow(RefreshSession::invalid);
  }

  private Optional<SessionId> sessionOf(Caller caller, String refreshToken) {
    return refreshTokens
        .find(caller.company(), TokenHash.ofText(refreshToken))
        .flatMap(token -> sessions.find(caller.company(), token.session()))
        .filter(session -> session.user().equals(caller.user()))
        .map(Session::id);
  }

  public void everywhere(Caller caller) {
    transactions.inTransaction(
        () -> {
          var ended =
              sessions.endAll(
                  caller.company(), caller.user(), Session.End.LOGOUT_ALL, clock.instant());
          audit.add(
              AuditEvent.by(caller, AuditAction.LOGOUT_ALL).with("sessions_ended", ended.size()));
          tell(caller.company(), caller.user(), ended);
        });
  }

  private void tell(CompanyId company, UserId user, List<SessionId> ended) {
    transactions.beforeCommit(() -> revocations.revoked(company, ended));
    transactions.afterCommit(
        () -> LOG.info("user {} ended {} of their sessions", user, ended.size()));
  }
}
