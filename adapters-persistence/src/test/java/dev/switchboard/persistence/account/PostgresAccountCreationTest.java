package dev.switchboard.persistence.account;

import dev.switchboard.application.account.AccountCreationContract;
import org.junit.jupiter.api.BeforeEach;

class PostgresAccountCreationTest extends PostgresAccounts implements AccountCreationContract {
  @BeforeEach
  void empty() {
    test.execute("truncate company cascade");
  }
}
