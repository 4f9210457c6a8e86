package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.application.throttle.Throttling;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Unauthenticated;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.RefreshToken;
import dev.switchboard.domain.user.RefreshToken.Presented;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.TokenHash;
import dev.switchboard.domain.user.User;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: a refresh token is exchanged for the next pair. Each is good once (RFC 9700 §4.14.2);
 * one that comes back later ends the session it belongs to, for then somebody has a copy.
 */
public final class RefreshSession {
  private static final Logger LOG = LoggerFactory.getLogger(RefreshSession.class);

  /** Decided inside the unit of work; a refusal must not undo the end of the session. */
  private sealed interface Outcome {
    record Renewed(TokenPair tokens) implements Outcome {}

    record Refused(Rejected why) implements Outcome {}
  }

  private final Transactions transactions;
  private final Users users;
  private final Sessions sessions;
  private final RefreshTokens refreshTokens;
  private final IssueTokens issueTokens;
  private final SessionRevocations revocations;
  private final Notices notices;
  private final Throttling throttling;
  private final AuditTrail audit;
  private final Clock clock;

  public RefreshSession(
      Transactions transactions,
      Users users,
      Sessions sessions,
      RefreshTokens refreshTokens,
      IssueTokens issueTokens,
      SessionRevocations revocations,
      Notices notices,
      Throttling throttling,
      AuditTrail audit,
      Clock clock) {
    this.transactions = transactions;
    this.users = users;
    this.sessions = sessions;
    this.refreshTokens = refreshTokens;
    this.issueTokens = issueTokens;
    this.revocations = revocations;
    this.notices = notices;
    this.throttling = throttling;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param address the client's, for the record
   */
  public TokenPair handle(String presented, Optional<String> address) {
    return throttling.refresh(address).of(() -> renew(presented, address));
  }

  private TokenPair renew(String presented, Optional<String> address) {
    var company = TokenForm.REFRESH.companyOf(presented).orElseThrow(RefreshSession::invalid);
    var outcome = transactions.inTransaction(() -> exchange(company, presented, address));
    return switch (outcome) {
      case Outcome.Renewed(var tokens) -> tokens;
      case Outcome.Refused(var why) -> throw why;
    };
  }

  private Outcome exchange(CompanyId company, String presented, Optional<String> address) {
    var token = refreshTokens.lock(company, TokenHash.ofText(presented));
    var session = token.flatMap(known -> sessions.find(company, known.session()));
    if (session.isEmpty()) {
      return new Outcome.Refused(invalid());
    }
    var now = clock.instant();
    var user = users.find(company, session.get().user());
    return refusal(session.get(), user, now)
        .<Outcome>map(Outcome.Refused::new)
        .orElseGet(
            () -> {
              var meaning = meaning(token.get(), session.get(), presented, now);
              if (meaning instanceof Presented.Reused) {
                end(session.get(), user.get(), address, now);
              }
              return outcome(meaning, session.get(), presented, now);
            });
  }

  /** A lost answer is asked for again before its token is used, never after. */
  private Presented meaning(RefreshToken token, Session session, String presented, Instant now) {
    var meaning = token.presentedAt(now);
    return meaning instanceof Presented.Again && issueTokens.successorUsed(session, presented)
        ? new Presented.Reused()
        : meaning;
  }

  private static Optional<Rejected> refusal(Session session, Optional<User> user, Instant now) {
    if (user.filter(User::active).isEmpty()) {
      return Optional.of(LogIn.disabled());
    }
    return session.aliveAt(now) ? Optional.empty() : Optional.of(invalid());
  }

  private Outcome outcome(Presented meaning, Session session, String presented, Instant now) {
    return switch (meaning) {
      case Presented.Fresh _ -> {
        sessions.seen(session.company(), session.id(), now);
        yield new Outcome.Renewed(issueTokens.next(session, presented, now));
      }
      case Presented.Again _ -> new Outcome.Renewed(issueTokens.again(session, presented, now));
      case Presented.Expired _, Presented.Reused _ -> new Outcome.Refused(invalid());
    };
  }

  private void end(Session session, User user, Optional<String> address, Instant now) {
    LOG.warn(
        "a used refresh token of user {} came back: session {} ends", session.user(), session.id());
    sessions.end(session.company(), session.id(), Session.End.TOKEN_REUSED, now);
    notices.tokenReused(user, session, now);
    audit.add(
        AuditEvent.unattended(session.company(), AuditAction.TOKEN_REUSED)
            .as(user.id())
            .during(session.id())
            .from(address)
            .on(AuditObject.of(session.id())));
    transactions.beforeCommit(() -> revocations.revoked(session.company(), List.of(session.id())));
  }

  static Rejected invalid() {
    return new Unauthenticated("invalid_refresh_token", "Invalid refresh token").asException();
  }
}
