package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Notices.PasswordChange;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.application.throttle.Throttling;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.PasswordHash;
import dev.switchboard.domain.user.ResetToken;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.TokenHash;
import dev.switchboard.domain.user.User;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: the token of a mailed link is exchanged for a new password. Ends every session of the
 * user and begins none. A token that does not open anything is refused with the same words,
 * whatever is wrong with it; a password that is refused leaves it as it was.
 */
public final class ResetPassword {
  private static final Logger LOG = LoggerFactory.getLogger(ResetPassword.class);

  /**
   * @param address the client's
   */
  public record Command(String token, Password wanted, Optional<String> address) {}

  private final Transactions transactions;
  private final Users users;
  private final Companies companies;
  private final Sessions sessions;
  private final ResetTokens tokens;
  private final PasswordHasher hasher;
  private final PasswordPolicy policy;
  private final SessionRevocations revocations;
  private final Notices notices;
  private final Throttling throttling;
  private final AuditTrail audit;
  private final Clock clock;

  public ResetPassword(
      Transactions transactions,
      Users users,
      Companies companies,
      Sessions sessions,
      ResetTokens tokens,
      PasswordHasher hasher,
      PasswordPolicy policy,
      SessionRevocations revocations,
      Notices notices,
      Throttling throttling,
      AuditTrail audit,
      Clock clock) {
    this.transactions = transactions;
    this.users = users;
    this.companies = companies;
    this.sessions = sessions;
    this.tokens = tokens;
    this.hasher = hasher;
    this.policy = policy;
    this.revocations = revocations;
    this.notices = notices;
    this.throttling = throttling;
    this.audit = audit;
    this.clock = clock;
  }

  public void handle(Command command) {
    throttling
        .resetPassword(command.address())
        .of(
            () -> {
              reset(command);
              return true;
            });
  }

  private void reset(Command command) {
    var company =
        TokenForm.PASSWORD_RESET.companyOf(command.token()).orElseThrow(ResetPassword::invalid);
    var hash = TokenHash.ofText(command.token());
    var token = tokens.find(company, hash).orElseThrow(ResetPassword::invalid);
    var user = users.find(company, token.user()).orElseThrow(ResetPassword::invalid);
    requireOpens(token, user);
    // slow: for nobody without a token, and not inside the unit of work
    var password = hasher.hash(accepted(user, command.wanted()));
    transactions.inTransaction(() -> replace(token, password, command.address()));
  }

  private Password accepted(User user, Password wanted) {
    var context = PasswordContext.of(user, companies.find(user.company()));
    return policy.accepted("password", wanted, context);
  }

  private void replace(ResetToken known, PasswordHash password, Optional<String> address) {
    // the user first: everybody who changes passwords locks in this order
    var user = users.lock(known.company(), known.user()).orElseThrow(ResetPassword::invalid);
    var token = tokens.take(known.company(), known.hash()).orElseThrow(ResetPassword::invalid);
    requireOpens(token, user);
    users.setPassword(user.company(), user.id(), password);
    var now = clock.instant();
    var ended = sessions.endAll(user.company(), user.id(), Session.End.PASSWORD_CHANGED, now);
    notices.passwordChanged(user, PasswordChange.RESET_LINK, now);
    audit.add(
        AuditEvent.unattended(user.company(), AuditAction.PASSWORD_RESET)
            .on(AuditObject.of(user.id()))
            .from(address)
            .with("sessions_ended", ended.size()));
    transactions.beforeCommit(() -> revocations.revoked(user.company(), ended));
    transactions.afterCommit(
        () -> LOG.info("user {} reset their password; {} sessions end", user.id(), ended.size()));
  }

  private void requireOpens(ResetToken token, User user) {
    var account =
        users
            .credentials(user.company(), user.id())
            .map(known -> ResetToken.account(user, known.password()));
    if (!user.active() || account.filter(now -> token.opens(now, clock.instant())).isEmpty()) {
      throw invalid();
    }
  }

  private static Rejected invalid() {
    return new Refused("invalid_reset_token", "Invalid or expired token").asException();
  }
}
