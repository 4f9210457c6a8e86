package dev.switchboard.application.account;

import dev.switchboard.application.Ids;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.SystemRole;
import java.time.Clock;
import java.util.Optional;

/** Use case: a company makes a role of its own, of nothing that its maker does not hold. */
public final class AddRole {
  /**
   * @param slug made from the name where absent
   */
  public record Command(Caller by, Optional<String> slug, Role.Draft draft) {}

  private final Roles roles;
  private final ChangeStaff changeStaff;
  private final AuditTrail audit;
  private final Ids ids;
  private final Clock clock;

  public AddRole(Roles roles, ChangeStaff changeStaff, AuditTrail audit, Ids ids, Clock clock) {
    this.roles = roles;
    this.changeStaff = changeStaff;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  public Role handle(Command command) {
    var company = command.by().company();
    var role =
        Role.own(company, new RoleId(ids.next()), command.slug(), command.draft(), clock.instant());
    return changeStaff.handle(command.by(), company, by -> add(by, role));
  }

  private Role add(Caller by, Role role) {
    EditRole.requireWithin(by, role);
    if (SystemRole.reserved(role.slug())
        || roles.of(role.company()).stream().anyMatch(role::sameName)) {
      throw Roles.taken();
    }
    roles.add(role);
    audit.add(EditRole.recorded(by, AuditAction.ROLE_CREATED, role));
    return role;
  }
}
