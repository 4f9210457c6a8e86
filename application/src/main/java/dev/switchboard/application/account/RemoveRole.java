package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;

/** Use case: a role of the company's own goes, and whoever held it holds it no longer. */
public final class RemoveRole {
  /**
   * @param onlyUnused refuse while somebody holds it
   */
  public record Command(Caller by, RoleId role, boolean onlyUnused) {}

  private final Transactions transactions;
  private final Roles roles;
  private final Users users;
  private final ChangeStaff changeStaff;
  private final SessionRevocations revocations;
  private final AuditTrail audit;

  public RemoveRole(
      Transactions transactions,
      Roles roles,
      Users users,
      ChangeStaff changeStaff,
      SessionRevocations revocations,
      AuditTrail audit) {
    this.transactions = transactions;
    this.roles = roles;
    this.users = users;
    this.changeStaff = changeStaff;
    this.revocations = revocations;
    this.audit = audit;
  }

  public void handle(Command command) {
    changeStaff.handle(
        command.by(),
        command.by().company(),
        by -> remove(by, EditRole.find(roles, by.company(), command.role()), command));
  }

  private Role remove(Caller by, Role role, Command command) {
    role.requireOwn();
    EditRole.requireWithin(by, role);
    var holders = users.holders(role.company(), role.id());
    if (command.onlyUnused() && !holders.isEmpty()) {
      throw new Refused("role_in_use", "Position is assigned to users").asException();
    }
    roles.remove(role.company(), role.id());
    audit.add(EditRole.recorded(by, AuditAction.ROLE_DELETED, role));
    transactions.beforeCommit(() -> revocations.rightsChanged(role.company(), holders));
    return role;
  }
}
