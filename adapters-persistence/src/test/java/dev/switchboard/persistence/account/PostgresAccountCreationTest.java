package dev.switchboard.persistence.account;

import dev.switchboard.application.RetryingTransactions;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.AccountCreationContract;
import org.junit.jupiter.api.BeforeEach;

class PostgresAccountCreationTest extends PostgresAccounts implements AccountCreationContract {
  @BeforeEach
  void empty() {
    test.execute("truncate company cascade");
  }

  /** As a start does it: for all companies; and who loses a race tries again. */
  @Override
  public Transactions transactions() {
    return new RetryingTransactions(test.system(), 3);
  }
}
