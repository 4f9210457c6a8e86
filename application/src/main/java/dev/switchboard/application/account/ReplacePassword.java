package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.Seen;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.PasswordHash;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import java.time.Clock;

/**
 * Use case: an administrator sets somebody else's password. Whoever was logged in with the one
 * before is no longer, and the user is told by mail.
 */
public final class ReplacePassword {
  /** Who does it, to whom, having seen what of them. */
  public record Command(Caller by, UserId user, Password wanted, Seen seen) {}

  private final Transactions transactions;
  private final Rights rights;
  private final Users users;
  private final Companies companies;
  private final Sessions sessions;
  private final Superusers superusers;
  private final PasswordHasher hasher;
  private final PasswordPolicy policy;
  private final SessionRevocations revocations;
  private final Notices notices;
  private final AuditTrail audit;
  private final Clock clock;

  public ReplacePassword(
      Transactions transactions,
      Rights rights,
      Users users,
      Companies companies,
      Sessions sessions,
      Superusers superusers,
      PasswordHasher hasher,
      PasswordPolicy policy,
      SessionRevocations revocations,
      Notices notices,
      AuditTrail audit,
      Clock clock) {
    this.transactions = transactions;
    this.rights = rights;
    this.users = users;
    this.companies = companies;
    this.sessions = sessions;
    this.superusers = superusers;
    this.hasher = hasher;
    this.policy = policy;
    this.revocations = revocations;
    this.notices = notices;
    this.audit = audit;
    this.clock = clock;
  }

  public User handle(Command command) {
    if (command.user().equals(command.by().user())) {
      throw new Refused("own_account", "Change your own password with the current one")
          .asException();
    }
    var company = superusers.companyOf(command.by(), command.user());
    var hash = hasher.hash(accepted(command, company));
    return transactions.inTransaction(() -> replace(command, company, hash));
  }

  private Password accepted(Command command, CompanyId company) {
    var user = users.find(company, command.user()).orElseThrow(Superusers::missing);
    var context = PasswordContext.of(user, companies.find(company));
    return policy.accepted("new_password", command.wanted(), context);
  }

  private User replace(Command command, CompanyId company, PasswordHash hash) {
    var by = rights.hold(command.by());
    var user = superusers.lock(by, company, command.user(), command.seen());
    var now = clock.instant();
    users.setPassword(company, user.id(), hash);
    var ended = sessions.endAll(company, user.id(), Session.End.PASSWORD_CHANGED, now);
    notices.passwordChanged(user, Notices.PasswordChange.ADMINISTRATOR, now);
    audit.add(
        AuditEvent.by(by, AuditAction.PASSWORD_RESET_BY_ADMIN, AuditObject.of(user.id()))
            .in(company)
            .with("sessions_ended", ended.size()));
    transactions.beforeCommit(() -> revocations.revoked(company, ended));
    return user;
  }
}
