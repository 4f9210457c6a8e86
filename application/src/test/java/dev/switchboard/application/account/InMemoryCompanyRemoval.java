package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;

/** Held to {@link CompanyRemovalContract}; of what a company has it knows the users. */
public final class InMemoryCompanyRemoval implements CompanyRemoval {
  private final InMemoryCompanies companies;
  private final InMemoryUsers users;

  public InMemoryCompanyRemoval(InMemoryCompanies companies, InMemoryUsers users) {
    this.companies = companies;
    this.users = users;
  }

  @Override
  public void shut(CompanyId company) {
    users.shut(company);
  }

  @Override
  public int removeSome(CompanyId company, int rows) {
    var some = users.page(company, Users.Filter.ALL, 0, rows);
    some.forEach(user -> users.remove(company, user.id()));
    return some.size();
  }

  @Override
  public void remove(CompanyId company) {
    removeSome(company, Integer.MAX_VALUE);
    companies.remove(company);
  }
}
