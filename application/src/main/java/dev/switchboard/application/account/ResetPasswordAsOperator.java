package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.PasswordHash;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.User;
import java.time.Clock;

/**
 * Use case: whoever runs the installation gives somebody a new password. Every session of theirs
 * ends, and they are told.
 */
public final class ResetPasswordAsOperator {
  /**
   * @param name a username, an e-mail address or a phone number
   * @param weakPassword whether a password that many would guess is taken
   */
  public record Command(String name, Password password, boolean weakPassword) {}

  private final Transactions transactions;
  private final Users users;
  private final Companies companies;
  private final Sessions sessions;
  private final PasswordHasher hasher;
  private final PasswordPolicy policy;
  private final SessionRevocations revocations;
  private final Notices notices;
  private final AuditTrail audit;
  private final Clock clock;

  public ResetPasswordAsOperator(
      Transactions transactions,
      Users users,
      Companies companies,
      Sessions sessions,
      PasswordHasher hasher,
      PasswordPolicy policy,
      SessionRevocations revocations,
      Notices notices,
      AuditTrail audit,
      Clock clock) {
    this.transactions = transactions;
    this.users = users;
    this.companies = companies;
    this.sessions = sessions;
    this.hasher = hasher;
    this.policy = policy;
    this.revocations = revocations;
    this.notices = notices;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @throws dev.switchboard.domain.Rejected nobody has that name, or the password is refused
   */
  public User handle(Command command) {
    var known =
        users
            .credentials(LoginName.meantBy(command.name()))
            .orElseThrow(ResetPasswordAsOperator::missing);
    var user =
        users.find(known.company(), known.user()).orElseThrow(ResetPasswordAsOperator::missing);
    var hash = hasher.hash(accepted(command, user));
    return transactions.inTransaction(() -> set(user, hash));
  }

  private Password accepted(Command command, User user) {
    return command.weakPassword()
        ? policy.longEnough("password", command.password())
        : policy.accepted(
            "password",
            command.password(),
            PasswordContext.of(user, companies.find(user.company())));
  }

  private User set(User known, PasswordHash hash) {
    var user =
        users.lock(known.company(), known.id()).orElseThrow(ResetPasswordAsOperator::missing);
    var now = clock.instant();
    users.setPassword(user.company(), user.id(), hash);
    var ended = sessions.endAll(user.company(), user.id(), Session.End.PASSWORD_CHANGED, now);
    notices.passwordChanged(user, Notices.PasswordChange.ADMINISTRATOR, now);
    audit.add(
        AuditEvent.unattended(user.company(), AuditAction.PASSWORD_RESET_BY_ADMIN)
            .on(AuditObject.of(user.id()))
            .with("by", "operator")
            .with("sessions_ended", ended.size()));
    transactions.beforeCommit(() -> revocations.revoked(user.company(), ended));
    return user;
  }

  private static RuntimeException missing() {
    return new Missing("user_not_found", "No such user").asException();
  }
}
