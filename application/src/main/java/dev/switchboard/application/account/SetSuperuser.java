package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.Seen;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import java.time.Clock;
import java.util.List;

/** Use case: a superuser raises somebody to their own rank, or takes it from them. */
public final class SetSuperuser {
  /** Who does it, to whom, having seen what of them. */
  public record Command(Caller by, UserId user, boolean superuser, Seen seen) {}

  private final Transactions transactions;
  private final Users users;
  private final Superusers superusers;
  private final ChangeStaff changeStaff;
  private final SessionRevocations revocations;
  private final AuditTrail audit;
  private final Clock clock;

  public SetSuperuser(
      Transactions transactions,
      Users users,
      Superusers superusers,
      ChangeStaff changeStaff,
      SessionRevocations revocations,
      AuditTrail audit,
      Clock clock) {
    this.transactions = transactions;
    this.users = users;
    this.superusers = superusers;
    this.changeStaff = changeStaff;
    this.revocations = revocations;
    this.audit = audit;
    this.clock = clock;
  }

  public User handle(Command command) {
    if (!command.by().superuser()) {
      throw new Forbidden("superuser_only", "Superuser access required").asException();
    }
    if (command.user().equals(command.by().user())) {
      throw new Refused("own_account", "Cannot change your own superuser status").asException();
    }
    return superusers.change(
        changeStaff,
        command.by(),
        command.user(),
        command.seen(),
        (by, user) -> change(by, user, command.superuser()));
  }

  private User change(Caller by, User user, boolean superuser) {
    if (user.superuser() == superuser) {
      return user;
    }
    var wanted = user.ranked(superuser, clock.instant());
    var changed = superusers.keepingOne(user, () -> users.update(wanted));
    transactions.beforeCommit(() -> revocations.rightsChanged(user.company(), List.of(user.id())));
    audit.add(
        AuditEvent.by(by, AuditAction.SUPERUSER_CHANGED, AuditObject.of(user.id()))
            .in(user.company())
            .with("is_superuser", superuser));
    return changed;
  }
}
