package dev.switchboard.persistence.outbound;

import dev.switchboard.persistence.Plan;
import dev.switchboard.persistence.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Plans made while nothing was there, and kept while thousands of tasks came. */
class LanePlansTest {
  private static final int TASKS = 5_000;
  private static final int ONE = 2_500;
  private static final String NOW = "2026-01-01T00:00:00Z";
  private static final String GROWTH =
      """
      insert into lane (company_id, kind, lane_id, pending, last_position, next_at, lease_until)
      select 1, 'PROFILE', n, 1, 1, '%1$s', '%1$s' from generate_series(1, %2$d) n;
      insert into outbox (company_id, id, kind, lane_id, position, subject_id, part, payload, state,
        created_at, updated_at)
      select 1, n, 'PROFILE', n, 1, n, 0, '', 'LEASED', '%1$s', '%1$s'
      from generate_series(1, %2$d) n
      """
          .formatted(NOW, TASKS);

  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @BeforeEach
  void empty() {
    test.execute("truncate lane, outbox, company cascade");
    test.execute("insert into company values (1, 'Acme', now(), now())");
  }

  @Test
  void theFirstTaskOfALaneIsFoundByItself() {
    Object[] parameters = {1, "PROFILE", ONE, NOW, NOW, 1};
    plan(PostgresLanes.HEAD, parameters).touchesAtMost(1).reads("outbox_open").reads("outbox_pkey");
  }

  @Test
  void theLaneThatIsDueIsFoundBesideThoseUnderWay() {
    Object[] parameters = {NOW, NOW, "PROFILE", NOW, new Long[] {1L, 1L}, new Long[] {1L, 2L}};
    plan(PostgresLanes.CLAIM, parameters).touchesAtMost(3).reads("lane_due");
  }

  @Test
  void aTaskIsSettledByItself() {
    Object[] parameters = {
      "DONE", null, 0, null, null, NOW, 1, ONE, null, NOW, NOW, 1, "PROFILE", ONE
    };
    plan(Settling.SETTLE, parameters).touchesAtMost(1);
  }

  private static Plan plan(String sql, Object... parameters) {
    return test.system()
        .inTransaction(() -> test.system().write(c -> Plan.of(c, sql, GROWTH, parameters)));
  }
}
