package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.assignment.DrainBacklog;
import dev.switchboard.application.assignment.ReassignFrom;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import java.time.Clock;

/**
 * Use case: a user of the caller's company may work, or no longer. Who is deactivated is logged out
 * everywhere and their open chats go to others, all at once or not at all.
 */
public final class SetActive {
  /** Who does it, to whom. */
  public record Command(Caller by, UserId user, boolean active) {}

  private final Transactions transactions;
  private final Users users;
  private final Sessions sessions;
  private final ReassignFrom reassignFrom;
  private final DrainBacklog drainBacklog;
  private final SessionRevocations revocations;
  private final Clock clock;

  public SetActive(
      Transactions transactions,
      Users users,
      Sessions sessions,
      ReassignFrom reassignFrom,
      DrainBacklog drainBacklog,
      SessionRevocations revocations,
      Clock clock) {
    this.transactions = transactions;
    this.users = users;
    this.sessions = sessions;
    this.reassignFrom = reassignFrom;
    this.drainBacklog = drainBacklog;
    this.revocations = revocations;
    this.clock = clock;
  }

  public User handle(Command command) {
    var user = transactions.inTransaction(() -> change(command));
    if (command.active()) {
      drainBacklog.handle(user.company());
    }
    return user;
  }

  private User change(Command command) {
    var company = command.by().company();
    var user = users.lock(company, command.user()).orElseThrow(SetActive::missing);
    if (user.active() == command.active()) {
      return user;
    }
    if (!command.active()) {
      requireDispensable(command.by(), user);
    }
    var changed = user.activated(command.active(), clock.instant());
    users.update(changed);
    if (!command.active()) {
      leave(changed);
    }
    return changed;
  }

  private void requireDispensable(Caller by, User user) {
    if (user.id().equals(by.user())) {
      throw new Refused("own_account", "Nobody can deactivate themselves").asException();
    }
    if (user.superuser() && !by.superuser()) {
      throw new Forbidden("superuser_only", "Only a superuser can deactivate a superuser")
          .asException();
    }
    if (!users.administeredWithout(user.company(), user.id())) {
      throw new Refused("last_administrator", "The last active administrator must stay")
          .asException();
    }
  }

  private void leave(User user) {
    var ended =
        sessions.endAll(user.company(), user.id(), Session.End.USER_DISABLED, clock.instant());
    transactions.afterCommit(() -> revocations.revoked(user.company(), ended));
    reassignFrom.handle(user.company(), user.id());
  }

  static RuntimeException missing() {
    return new Missing("user_not_found", "User not found").asException();
  }
}
