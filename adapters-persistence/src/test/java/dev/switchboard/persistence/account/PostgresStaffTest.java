package dev.switchboard.persistence.account;

import dev.switchboard.application.account.StaffContract;
import org.junit.jupiter.api.BeforeEach;

class PostgresStaffTest extends PostgresAccounts implements StaffContract {
  @BeforeEach
  void empty() {
    test.execute("truncate company cascade");
  }
}
