package dev.switchboard.persistence.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.CompanyRemovalContract;

class PostgresCompanyRemovalTest extends PostgresAccounts implements CompanyRemovalContract {
  /** People's requests may not delete what is only added to. */
  @Override
  public Transactions transactions() {
    return test.system();
  }
}
