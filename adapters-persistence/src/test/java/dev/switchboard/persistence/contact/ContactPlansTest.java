package dev.switchboard.persistence.contact;

import dev.switchboard.persistence.OneCompany;
import dev.switchboard.persistence.Plan;
import dev.switchboard.persistence.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A plan made while nobody had written, and kept while thousands of customers came. */
class ContactPlansTest {
  private static final String GROWTH =
      """
      insert into contact (company_id, id, channel_account_id, external_id, first_seen_at)
      select 1, n, 1, 'x' || n, now() from generate_series(1, 5000) n
      """;

  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @Test
  void customersAreFoundByTheirKeys() {
    OneCompany.of(test, 0);
    Object[] parameters = {new Long[] {1L, 1L}, new Long[] {1L, 1L}, new String[] {"x7", "x4000"}};

    test.system()
        .inTransaction(
            () ->
                test.system().write(c -> Plan.of(c, PostgresContacts.BY_KEYS, GROWTH, parameters)))
        .touchesAtMost(2);
  }
}
