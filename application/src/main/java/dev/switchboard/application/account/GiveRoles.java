package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Seen;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Use case: a user gets these roles instead of those they have. Nobody gives more than they have,
 * and nobody gives to themselves; laying down all of one's own is fine.
 */
public final class GiveRoles {
  /**
   * @param roles of the user's company
   * @param seen of the user
   */
  public record Command(Caller by, UserId user, Set<RoleId> roles, Seen seen) {
    public Command {
      roles = Set.copyOf(roles);
    }
  }

  private final Transactions transactions;
  private final Users users;
  private final Roles roles;
  private final Superusers superusers;
  private final ChangeStaff changeStaff;
  private final SessionRevocations revocations;
  private final AuditTrail audit;
  private final Clock clock;

  public GiveRoles(
      Transactions transactions,
      Users users,
      Roles roles,
      Superusers superusers,
      ChangeStaff changeStaff,
      SessionRevocations revocations,
      AuditTrail audit,
      Clock clock) {
    this.transactions = transactions;
    this.users = users;
    this.roles = roles;
    this.superusers = superusers;
    this.changeStaff = changeStaff;
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
        (by, user) -> change(by, user, command.roles()));
  }

  private User change(Caller by, User user, Set<RoleId> wanted) {
    var given = wanted(user.company(), wanted);
    if (user.id().equals(by.user()) && !wanted.isEmpty()) {
      throw new Forbidden("own_roles", "Nobody can give roles to themselves").asException();
    }
    if (!by.superuser() && !given.stream().allMatch(role -> role.grantableBy(by.permissions()))) {
      throw CreateUser.tooMuch();
    }
    if (user.roles().equals(wanted)) {
      return user;
    }
    var changed = users.update(user.holding(wanted, clock.instant()));
    users.giveRoles(user.company(), user.id(), wanted);
    transactions.beforeCommit(() -> revocations.rightsChanged(user.company(), List.of(user.id())));
    audit.add(
        AuditEvent.by(by, AuditAction.ROLES_CHANGED, AuditObject.of(user.id()))
            .in(user.company())
            .with("before", numbers(user.roles()))
            .with("after", numbers(wanted)));
    return changed;
  }

  private static List<Long> numbers(Set<RoleId> ids) {
    return ids.stream().sorted().map(RoleId::value).toList();
  }

  /** Another company's role is no role. */
  private List<Role> wanted(CompanyId company, Set<RoleId> ids) {
    var known = roles.of(company).stream().collect(Collectors.toMap(Role::id, Function.identity()));
    if (!known.keySet().containsAll(ids)) {
      throw EditRole.missing();
    }
    return ids.stream().map(known::get).toList();
  }
}
