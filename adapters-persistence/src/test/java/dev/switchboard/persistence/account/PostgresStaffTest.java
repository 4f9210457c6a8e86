package dev.switchboard.persistence.account;

import dev.switchboard.application.account.SeenUsersContract;
import dev.switchboard.application.account.StaffContract;
import org.junit.jupiter.api.BeforeEach;

class PostgresStaffTest extends PostgresAccounts implements SeenUsersContract, StaffContract {
  @BeforeEach
  void empty() {
    test.execute("truncate company cascade");
  }
}
