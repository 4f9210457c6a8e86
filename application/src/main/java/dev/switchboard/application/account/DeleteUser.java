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
import java.util.Set;

/**
 * Use case: a user goes for good. Their open chats go to others first, their names, sessions,
 * tokens and roles go with them; what they wrote stays, under an id that is nobody's any more.
 */
public final class DeleteUser {
  /** Who does it, to whom, having seen what of them. */
  public record Command(Caller by, UserId user, Seen seen) {}

  private final Transactions transactions;
  private final Users users;
  private final Sessions sessions;
  private final Superusers superusers;
  private final ChangeStaff changeStaff;
  private final ChatDuties duties;
  private final MailedLinks mailedLinks;
  private final SessionRevocations revocations;
  private final AuditTrail audit;
  private final Clock clock;

  public DeleteUser(
      Transactions transactions,
      Users users,
      Sessions sessions,
      Superusers superusers,
      ChangeStaff changeStaff,
      ChatDuties duties,
      MailedLinks mailedLinks,
      SessionRevocations revocations,
      AuditTrail audit,
      Clock clock) {
    this.transactions = transactions;
    this.users = users;
    this.sessions = sessions;
    this.superusers = superusers;
    this.changeStaff = changeStaff;
    this.duties = duties;
    this.mailedLinks = mailedLinks;
    this.revocations = revocations;
    this.audit = audit;
    this.clock = clock;
  }

  public void handle(Command command) {
    if (command.user().equals(command.by().user())) {
      throw new Refused("own_account", "Cannot delete your own account").asException();
    }
    superusers.change(
        changeStaff,
        command.by(),
        command.user(),
        command.seen(),
        (by, user) -> {
          superusers.keepingOne(user, () -> delete(user));
          audit.add(
              AuditEvent.by(by, AuditAction.USER_DELETED, AuditObject.of(user.id()))
                  .in(user.company())
                  .with("username", user.username().value())
                  .with("invitations_revoked", mailedLinks.end(user)));
          return user;
        });
  }

  private User delete(User user) {
    users.update(user.activated(false, clock.instant())); // the rotation passes them by from here
    var ended =
        sessions.endAll(user.company(), user.id(), Session.End.USER_DISABLED, clock.instant());
    transactions.beforeCommit(() -> revocations.revoked(user.company(), ended));
    duties.ended(user.company(), Set.of(user.id()));
    users.remove(user.company(), user.id());
    return user;
  }
}
