package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import java.util.Set;

/**
 * Use case: a stranger makes themselves an account. Whatever they ask for, in the default company
 * they become a {@code member}, who may do nothing yet.
 */
public final class Register {
  private final Transactions transactions;
  private final Companies companies;
  private final Roles roles;
  private final FoundCompany foundCompany;
  private final AddUser addUser;
  private final Registration registration;

  public Register(
      Transactions transactions,
      Companies companies,
      Roles roles,
      FoundCompany foundCompany,
      AddUser addUser,
      Registration registration) {
    this.transactions = transactions;
    this.companies = companies;
    this.roles = roles;
    this.foundCompany = foundCompany;
    this.addUser = addUser;
    this.registration = registration;
  }

  public User handle(NewUser newcomer) {
    if (!registration.open()) {
      throw new Forbidden("registration_closed", "Public signup is disabled").asException();
    }
    var prepared = addUser.prepare(newcomer, companies.first().map(Company::name));
    return transactions.inTransaction(
        () -> {
          var role = registration.ownCompany() ? SystemRole.COMPANY_ADMIN : SystemRole.MEMBER;
          var company = company(newcomer);
          return addUser.store(prepared, company, Set.of(idOf(role, company)), false);
        });
  }

  private CompanyId company(NewUser newcomer) {
    if (registration.ownCompany()) {
      var name = newcomer.profile().fullName().orElse(newcomer.wantedUsername().value());
      return foundCompany.handle(name).id();
    }
    return companies
        .first()
        .orElseThrow(() -> new IllegalStateException("the installation has no company"))
        .id();
  }

  private RoleId idOf(SystemRole wanted, CompanyId company) {
    return roles.of(company).stream()
        .filter(role -> role.slug().equals(wanted.slug()))
        .map(Role::id)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("company without system roles: " + company));
  }
}
