package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.application.throttle.Throttling;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.PasswordHash;
import dev.switchboard.domain.user.Session;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: a user who knows their password sets another one. The session it is done from goes on;
 * every other one ends, for whoever holds it may be the reason.
 */
public final class ChangePassword {
  private static final Logger LOG = LoggerFactory.getLogger(ChangePassword.class);

  /** Of the caller. */
  public record Command(Caller by, Password current, Password wanted) {}

  /** What refuses a current password that is not the current one. */
  public static final Refused WRONG =
      new Refused("wrong_password", "Current password is incorrect");

  private final Transactions transactions;
  private final Rights rights;
  private final Users users;
  private final Companies companies;
  private final Sessions sessions;
  private final PasswordHasher hasher;
  private final PasswordPolicy policy;
  private final SessionRevocations revocations;
  private final Notices notices;
  private final Throttling throttling;
  private final AuditTrail audit;
  private final Clock clock;

  public ChangePassword(
      Transactions transactions,
      Rights rights,
      Users users,
      Companies companies,
      Sessions sessions,
      PasswordHasher hasher,
      PasswordPolicy policy,
      SessionRevocations revocations,
      Notices notices,
      Throttling throttling,
      AuditTrail audit,
      Clock clock) {
    this.transactions = transactions;
    this.rights = rights;
    this.users = users;
    this.companies = companies;
    this.sessions = sessions;
    this.hasher = hasher;
    this.policy = policy;
    this.revocations = revocations;
    this.notices = notices;
    this.throttling = throttling;
    this.audit = audit;
    this.clock = clock;
  }

  public void handle(Command command) {
    var by = command.by();
    var known = users.credentials(by.company(), by.user()).orElseThrow(ChangePassword::wrong);
    requireCurrent(command, known);
    var hash = hasher.hash(accepted(command));
    transactions.inTransaction(() -> change(by, known, hash));
  }

  /** Counted with the logins: a stolen session must not find out what it takes to keep it. */
  private void requireCurrent(Command command, Users.Credentials known) {
    var by = command.by();
    throttling
        .login(
            Throttling.account(by.user()),
            known.password().value(),
            Optional.of(by.company().toString()),
            by.address())
        .of(
            () -> {
              if (command.current().unusable()
                  || !hasher.matches(command.current(), known.password())) {
                LOG.warn("user {} gave a wrong current password", by.user());
                record(by);
                throw wrong();
              }
              return true;
            });
  }

  /** In a unit of its own: the refusal must not undo it. */
  private void record(Caller by) {
    var event =
        AuditEvent.by(by, AuditAction.PASSWORD_CHANGE_FAILED, AuditObject.of(by.user()))
            .with("reason", WRONG.code());
    transactions.inTransaction(() -> audit.add(event));
  }

  private Password accepted(Command command) {
    var by = command.by();
    var user = users.find(by.company(), by.user()).orElseThrow(ChangePassword::wrong);
    var context = PasswordContext.of(user, companies.find(by.company()));
    return policy.accepted("new_password", command.wanted(), context);
  }

  private void change(Caller by, Users.Credentials known, PasswordHash hash) {
    rights.hold(by);
    var user = users.lock(by.company(), by.user()).orElseThrow(ChangePassword::wrong);
    if (!users.rehash(known, hash)) {
      throw wrong(); // somebody else changed it meanwhile: what was given is not current any more
    }
    var now = clock.instant();
    var ended =
        sessions.endOthers(
            by.company(), by.user(), by.session(), Session.End.PASSWORD_CHANGED, now);
    notices.passwordChanged(user, Notices.PasswordChange.THEMSELVES, now);
    audit.add(
        AuditEvent.by(by, AuditAction.PASSWORD_CHANGED, AuditObject.of(by.user()))
            .with("sessions_ended", ended.size()));
    transactions.beforeCommit(() -> revocations.revoked(by.company(), ended));
    transactions.afterCommit(
        () -> LOG.info("user {} changed their password; {} sessions end", by.user(), ended.size()));
  }

  private static Rejected wrong() {
    return WRONG.asException();
  }
}
