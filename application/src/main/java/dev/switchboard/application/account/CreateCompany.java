package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import java.util.Optional;
import java.util.Set;

/** Use case: a superuser opens a company, with its first administrator if one is named. */
public final class CreateCompany {
  /** Domain types, but for the name, which {@link Company} checks. */
  public record Command(Caller by, String name, Optional<NewUser> admin) {}

  /** What came of it. */
  public record Created(Company company, Optional<User> admin) {}

  private final Transactions transactions;
  private final Rights rights;
  private final Roles roles;
  private final FoundCompany foundCompany;
  private final AddUser addUser;
  private final AuditTrail audit;

  public CreateCompany(
      Transactions transactions,
      Rights rights,
      Roles roles,
      FoundCompany foundCompany,
      AddUser addUser,
      AuditTrail audit) {
    this.transactions = transactions;
    this.rights = rights;
    this.roles = roles;
    this.foundCompany = foundCompany;
    this.addUser = addUser;
    this.audit = audit;
  }

  public Created handle(Command command) {
    var prepared =
        command.admin().map(admin -> addUser.prepare(admin, Optional.of(command.name())));
    return transactions.inTransaction(
        () -> {
          var by = rights.hold(command.by());
          var company = foundCompany.handle(command.name());
          audit.add(FoundCompany.recorded(AuditEvent.by(by, AuditAction.COMPANY_CREATED), company));
          var admin = prepared.map(first -> admin(first, company));
          admin.ifPresent(
              user ->
                  audit.add(AddUser.recorded(AuditEvent.by(by, AuditAction.USER_CREATED), user)));
          return new Created(company, admin);
        });
  }

  private User admin(AddUser.Prepared admin, Company company) {
    var role =
        roles.of(company.id()).stream()
            .filter(known -> known.slug().equals(SystemRole.COMPANY_ADMIN.slug()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("company without system roles"));
    return addUser.store(admin, company.id(), Set.of(role.id()), false);
  }
}
