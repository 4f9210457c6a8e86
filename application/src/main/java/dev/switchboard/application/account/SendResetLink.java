package dev.switchboard.application.account;

import dev.switchboard.application.Seals;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.application.outbound.LaneHandler;
import dev.switchboard.application.outbound.Lanes;
import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.application.outbound.Outcome;
import dev.switchboard.application.outbound.Settlement;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.ResetToken;
import dev.switchboard.domain.user.TokenHash;
import dev.switchboard.domain.user.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up whom a request of {@link ForgotPassword} means, and mails them a link. Whoever is
 * disabled gets none. At least once: of two links that a crash makes of one request the newer one
 * works.
 */
public final class SendResetLink implements LaneHandler {
  private static final Logger LOG = LoggerFactory.getLogger(SendResetLink.class);
  private static final MessageError UNREADABLE =
      new MessageError("reset_unreadable", "It was sealed with a key that is not configured.");
  private static final Outcome DONE = new Outcome.Done(Optional.empty());

  private final Seals seals;
  private final Lanes lanes;
  private final Transactions transactions;
  private final Users users;
  private final ResetTokens tokens;
  private final RandomGenerator random;
  private final Notices notices;
  private final AuditTrail audit;
  private final Duration lifetime;
  private final Clock clock;

  /**
   * @param random cryptographically strong
   * @param lifetime of a token
   */
  public SendResetLink(
      Seals seals,
      Lanes lanes,
      Transactions transactions,
      Users users,
      ResetTokens tokens,
      RandomGenerator random,
      Notices notices,
      AuditTrail audit,
      Duration lifetime,
      Clock clock) {
    this.seals = seals;
    this.lanes = lanes;
    this.transactions = transactions;
    this.users = users;
    this.tokens = tokens;
    this.random = random;
    this.notices = notices;
    this.audit = audit;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  @Override
  public LaneKind kind() {
    return LaneKind.RESET;
  }

  @Override
  public Outcome handle(Claim claim) {
    return seals
        .open(ForgotPassword.place(claim.company(), claim.task()), claim.payload())
        .map(ForgotPassword::read)
        .map(this::look)
        .orElseGet(() -> new Outcome.Failed(UNREADABLE));
  }

  private Outcome look(ForgotPassword.Command asked) {
    users
        .credentials(List.of(LoginName.of(asked.email())))
        .ifPresentOrElse(
            known -> transactions.inTransaction(() -> ask(known, asked)),
            () -> LOG.info("a reset is asked for an address without account"));
    return DONE;
  }

  private void ask(Users.Credentials known, ForgotPassword.Command asked) {
    var user = users.lock(known.company(), known.user()).filter(User::active);
    user.ifPresentOrElse(
        found -> mail(found, known, asked),
        () -> LOG.info("a reset is asked for user {}, who is disabled", known.user()));
  }

  private void mail(User user, Users.Credentials known, ForgotPassword.Command asked) {
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
            .from(asked.address()));
    transactions.afterCommit(() -> LOG.info("user {} is mailed a link for a reset", user.id()));
  }

  @Override
  public void settle(Claim claim, Settlement settlement, Instant now) {
    lanes.settle(claim, settlement, now);
  }
}
