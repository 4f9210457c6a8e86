package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import java.util.Optional;
import java.util.Set;

/**
 * Use case: whoever runs the installation makes an account, without having one. They may give any
 * role, for they hold the database itself.
 */
public final class AddUserAsOperator {
  /**
   * @param role slug of a role of the company, also under the ancestors' names; none for nobody in
   *     particular
   * @param weakPassword whether a password that many would guess is taken
   */
  public record Command(
      CompanyId company,
      Optional<String> role,
      boolean superuser,
      NewUser user,
      boolean weakPassword) {}

  private final Transactions transactions;
  private final Companies companies;
  private final Roles roles;
  private final AddUser addUser;
  private final AuditTrail audit;

  public AddUserAsOperator(
      Transactions transactions,
      Companies companies,
      Roles roles,
      AddUser addUser,
      AuditTrail audit) {
    this.transactions = transactions;
    this.companies = companies;
    this.roles = roles;
    this.addUser = addUser;
    this.audit = audit;
  }

  /**
   * @throws dev.switchboard.domain.Rejected no such company or role, a name that is taken, or a
   *     password that is refused
   */
  public User handle(Command command) {
    var company =
        companies
            .find(command.company())
            .orElseThrow(() -> new Missing("company_not_found", "No such company").asException());
    var held = role(command).map(Set::of).orElse(Set.of()); // refused before the slow part
    var prepared = prepared(command, company);
    return transactions.inTransaction(
        () -> {
          var user = addUser.store(prepared, company.id(), held, command.superuser());
          audit.add(created(user));
          return user;
        });
  }

  private AddUser.Prepared prepared(Command command, Company company) {
    return command.weakPassword()
        ? addUser.prepareAnyway(command.user())
        : addUser.prepare(command.user(), Optional.of(company.name()));
  }

  private Optional<RoleId> role(Command command) {
    return command
        .role()
        .map(
            wanted -> {
              var slug = SystemRole.of(wanted).map(SystemRole::slug).orElse(wanted);
              return roles.of(command.company()).stream()
                  .filter(role -> role.slug().equals(slug))
                  .map(Role::id)
                  .findFirst()
                  .orElseThrow(() -> new Missing("role_not_found", "No such role").asException());
            });
  }

  private static AuditEvent created(User user) {
    var event = AuditEvent.unattended(user.company(), AuditAction.USER_CREATED);
    return AddUser.recorded(event, user).with("by", "operator");
  }
}
