package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Use case: a role of the company's own becomes another; whoever holds it feels it at once. */
public final class EditRole {
  /** What is to stand there; what is empty stays as it is. */
  public record Changes(
      Optional<String> name, Optional<String> description, Optional<Set<Permission>> permissions) {
    private Role.Draft over(Role known) {
      return new Role.Draft(
          name.orElse(known.name()),
          description.or(known::description),
          permissions.orElse(known.permissions()));
    }
  }

  /** Who does it, to which role. */
  public record Command(Caller by, RoleId role, Changes changes) {}

  private final Transactions transactions;
  private final Roles roles;
  private final Users users;
  private final ChangeStaff changeStaff;
  private final SessionRevocations revocations;
  private final AuditTrail audit;
  private final Clock clock;

  public EditRole(
      Transactions transactions,
      Roles roles,
      Users users,
      ChangeStaff changeStaff,
      SessionRevocations revocations,
      AuditTrail audit,
      Clock clock) {
    this.transactions = transactions;
    this.roles = roles;
    this.users = users;
    this.changeStaff = changeStaff;
    this.revocations = revocations;
    this.audit = audit;
    this.clock = clock;
  }

  public Role handle(Command command) {
    return changeStaff.handle(
        command.by(), command.by().company(), by -> change(by, command.role(), command.changes()));
  }

  private Role change(Caller by, RoleId id, Changes changes) {
    var before = find(roles, by.company(), id);
    var after = before.edited(changes.over(before), clock.instant());
    requireWithin(by, before);
    requireWithin(by, after);
    if (roles.of(by.company()).stream()
        .anyMatch(other -> !other.id().equals(id) && other.sameName(after))) {
      throw Roles.taken();
    }
    roles.update(after);
    audit.add(
        recorded(by, AuditAction.ROLE_UPDATED, after)
            .with("name_before", before.name())
            .with("permissions_before", codes(before)));
    if (!before.permissions().equals(after.permissions())) {
      var holders = users.holders(by.company(), id);
      transactions.beforeCommit(() -> revocations.rightsChanged(by.company(), holders));
    }
    return after;
  }

  static AuditEvent recorded(Caller by, AuditAction action, Role role) {
    return AuditEvent.by(by, action, AuditObject.of(role.id()))
        .with("slug", role.slug())
        .with("name", role.name())
        .with("permissions", codes(role));
  }

  private static List<String> codes(Role role) {
    return role.permissions().stream().sorted().map(Permission::code).toList();
  }

  /** A role above one's own is neither made nor touched. */
  static void requireWithin(Caller by, Role role) {
    if (!by.superuser() && !role.grantableBy(by.permissions())) {
      throw CreateUser.tooMuch();
    }
  }

  static Role find(Roles roles, CompanyId company, RoleId id) {
    return roles.of(company).stream()
        .filter(role -> role.id().equals(id))
        .findFirst()
        .orElseThrow(EditRole::missing);
  }

  static Rejected missing() {
    return new Missing("role_not_found", "Role not found").asException();
  }
}
