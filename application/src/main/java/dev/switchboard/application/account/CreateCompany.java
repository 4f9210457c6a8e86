package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import java.util.Optional;
import java.util.Set;

/** Use case: a superuser opens a company, with its first administrator if one is named. */
public final class CreateCompany {
  /** Domain types, but for the name, which {@link Company} checks. */
  public record Command(String name, Optional<NewUser> admin) {}

  /** What came of it. */
  public record Created(Company company, Optional<User> admin) {}

  private final Transactions transactions;
  private final Roles roles;
  private final FoundCompany foundCompany;
  private final AddUser addUser;

  public CreateCompany(
      Transactions transactions, Roles roles, FoundCompany foundCompany, AddUser addUser) {
    this.transactions = transactions;
    this.roles = roles;
    this.foundCompany = foundCompany;
    this.addUser = addUser;
  }

  public Created handle(Command command) {
    var prepared = command.admin().map(addUser::prepare);
    return transactions.inTransaction(
        () -> {
          var company = foundCompany.handle(command.name());
          return new Created(company, prepared.map(admin -> admin(admin, company)));
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
