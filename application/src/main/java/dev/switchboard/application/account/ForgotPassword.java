package dev.switchboard.application.account;

import dev.switchboard.application.Overloaded;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.application.throttle.Throttling;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.ResetToken;
import dev.switchboard.domain.user.TokenHash;
import dev.switchboard.domain.user.User;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: somebody forgot their password and wants a link by mail. Ends before anything is looked
 * up, so that neither its answer nor its time tells whether there is such an account. Whoever is
 * disabled gets no mail.
 */
public final class ForgotPassword {
  private static final Logger LOG = LoggerFactory.getLogger(ForgotPassword.class);

  /**
   * @param address the client's
   */
  public record Command(EmailAddress email, Optional<String> address) {}

  private final Executor later;
  private final Transactions transactions;
  private final Users users;
  private final ResetTokens tokens;
  private final RandomGenerator random;
  private final Notices notices;
  private final Throttling throttling;
  private final AuditTrail audit;
  private final Duration lifetime;
  private final Clock clock;

  /**
   * @param later bounded; what it does not take is refused
   * @param random cryptographically strong
   * @param lifetime of a token
   */
  public ForgotPassword(
      Executor later,
      Transactions transactions,
      Users users,
      ResetTokens tokens,
      RandomGenerator random,
      Notices notices,
      Throttling throttling,
      AuditTrail audit,
      Duration lifetime,
      Clock clock) {
    this.later = later;
    this.transactions = transactions;
    this.users = users;
    this.tokens = tokens;
    this.random = random;
    this.notices = notices;
    this.throttling = throttling;
    this.audit = audit;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /**
   * @throws Overloaded too many ask at once, whoever they ask for
   */
  public void handle(Command command) {
    throttling.forgotPassword(command.email().folded(), command.address());
    try {
      later.execute(() -> look(command));
    } catch (RejectedExecutionException _) {
      throw new Overloaded("too many ask for a new password");
    }
  }

  private void look(Command command) {
    try {
      var meant = users.credentials(List.of(LoginName.of(command.email())));
      meant.ifPresentOrElse(
          known -> transactions.inTransaction(() -> ask(known, command)),
          () -> LOG.info("a reset is asked for an address without account"));
    } catch (RuntimeException e) { // nobody waits for it any more
      LOG.warn("a reset that was asked for is not sent", e);
    }
  }

  private void ask(Users.Credentials known, Command command) {
    var user = users.lock(known.company(), known.user()).filter(User::active);
    user.ifPresentOrElse(
        found -> mail(found, known, command),
        () -> LOG.info("a reset is asked for user {}, who is disabled", known.user()));
  }

  private void mail(User user, Users.Credentials known, Command command) {
    var now = clock.instant();
    var until = now.plus(lifetime);
    var token = TokenForm.PASSWORD_RESET.fresh(user.company(), random);
    tokens.replace(
        new ResetToken(
            user.company(),
            user.id(),
            TokenHash.ofText(token),
            ResetToken.account(user, known.password()),
            now,
            until));
    notices.passwordResetAsked(user, token, until);
    audit.add(
        AuditEvent.unattended(user.company(), AuditAction.PASSWORD_RESET_REQUESTED)
            .on(AuditObject.of(user.id()))
            .from(command.address()));
    transactions.afterCommit(() -> LOG.info("user {} is mailed a link for a reset", user.id()));
  }
}
