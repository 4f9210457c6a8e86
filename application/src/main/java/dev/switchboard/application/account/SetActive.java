package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.Seen;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import java.time.Clock;

/**
 * Use case: a user may work, or no longer. Who is deactivated is logged out everywhere and their
 * open chats go to others, all at once or not at all; what they were mailed, and whom they invited,
 * comes to nothing, also if they are activated again.
 */
public final class SetActive {
  /** Who does it, to whom, having seen what of them. */
  public record Command(Caller by, UserId user, boolean active, Seen seen) {}

  private final Transactions transactions;
  private final Users users;
  private final Sessions sessions;
  private final Superusers superusers;
  private final ChangeStaff changeStaff;
  private final MailedLinks mailedLinks;
  private final SessionRevocations revocations;
  private final AuditTrail audit;
  private final Clock clock;

  public SetActive(
      Transactions transactions,
      Users users,
      Sessions sessions,
      Superusers superusers,
      ChangeStaff changeStaff,
      MailedLinks mailedLinks,
      SessionRevocations revocations,
      AuditTrail audit,
      Clock clock) {
    this.transactions = transactions;
    this.users = users;
    this.sessions = sessions;
    this.superusers = superusers;
    this.changeStaff = changeStaff;
    this.mailedLinks = mailedLinks;
    this.revocations = revocations;
    this.audit = audit;
    this.clock = clock;
  }

  public User handle(Command command) {
    return superusers.change(
        changeStaff,
        command.by(),
        command.user(),
        command.seen(),
        (by, user) -> change(by, user, command.active()));
  }

  private User change(Caller by, User user, boolean active) {
    if (user.active() == active) {
      return user;
    }
    if (!active && user.id().equals(by.user())) {
      throw new Refused("own_account", "Cannot disable your own account").asException();
    }
    var wanted = user.activated(active, clock.instant());
    var changed = superusers.keepingOne(user, () -> users.update(wanted));
    var what = active ? AuditAction.USER_ENABLED : AuditAction.USER_DISABLED;
    var event = AuditEvent.by(by, what, AuditObject.of(user.id())).in(user.company());
    audit.add(active ? event : event.with("invitations_revoked", mailedLinks.end(changed)));
    if (!active) {
      logOut(changed);
    }
    return changed;
  }

  private void logOut(User user) {
    var ended =
        sessions.endAll(user.company(), user.id(), Session.End.USER_DISABLED, clock.instant());
    transactions.beforeCommit(() -> revocations.revoked(user.company(), ended));
  }
}
