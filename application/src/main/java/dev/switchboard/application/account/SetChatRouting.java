package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.assignment.DrainBacklog;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.Seen;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import java.time.Clock;

/**
 * Use case: an agent takes part in the rotation, or pauses. Chats they have already stay theirs.
 * Only for users whose roles let them receive chats, in every company for a superuser.
 */
public final class SetChatRouting {
  /** Who does it, to whom, having seen what of them. */
  public record Command(Caller by, UserId user, boolean receivesNewChats, Seen seen) {}

  private final Transactions transactions;
  private final Rights rights;
  private final Users users;
  private final Roles roles;
  private final Superusers superusers;
  private final DrainBacklog drainBacklog;
  private final AuditTrail audit;
  private final Clock clock;

  public SetChatRouting(
      Transactions transactions,
      Rights rights,
      Users users,
      Roles roles,
      Superusers superusers,
      DrainBacklog drainBacklog,
      AuditTrail audit,
      Clock clock) {
    this.transactions = transactions;
    this.rights = rights;
    this.users = users;
    this.roles = roles;
    this.superusers = superusers;
    this.drainBacklog = drainBacklog;
    this.audit = audit;
    this.clock = clock;
  }

  public User handle(Command command) {
    var user = transactions.inTransaction(() -> change(command));
    if (command.receivesNewChats()) {
      drainBacklog.follow(user.company());
    }
    return user;
  }

  private User change(Command command) {
    var by = rights.hold(command.by());
    var company = superusers.companyOf(by, command.user());
    var user = users.lock(company, command.user()).orElseThrow(Superusers::missing);
    command.seen().require(user.revision());
    if (!mayReceive(user)) {
      throw new Refused("not_an_agent", "Chat routing is for agents only").asException();
    }
    if (user.receivesNewChats() == command.receivesNewChats()) {
      return user;
    }
    var changed = users.update(user.routed(command.receivesNewChats(), clock.instant()));
    audit.add(
        AuditEvent.by(by, AuditAction.CHAT_ROUTING_CHANGED, AuditObject.of(changed.id()))
            .in(company)
            .with("receives_new_chats", changed.receivesNewChats()));
    return changed;
  }

  private boolean mayReceive(User user) {
    var held =
        roles.of(user.company()).stream().filter(role -> user.roles().contains(role.id())).toList();
    return Role.permissionsOf(held).contains(Permission.CHAT_RECEIVE);
  }
}
