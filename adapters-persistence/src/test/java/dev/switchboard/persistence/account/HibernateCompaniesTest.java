package dev.switchboard.persistence.account;

import dev.switchboard.application.account.CompaniesContract;
import org.junit.jupiter.api.BeforeEach;

class HibernateCompaniesTest extends PostgresAccounts implements CompaniesContract {
  @BeforeEach
  void empty() {
    test.execute("truncate company cascade");
  }
}
