package dev.switchboard.persistence.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.ClosingAtOnceContract;

class PostgresClosingAtOnceTest extends PostgresAccounts implements ClosingAtOnceContract {
  /** People's requests may not delete what is only added to. */
  @Override
  public Transactions transactions() {
    return test.system();
  }
}
