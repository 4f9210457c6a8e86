package dev.switchboard.persistence.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StatisticsTest {
  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();
  private final Statistics statistics = new Statistics(test.system(), test.owner());

  @BeforeEach
  void settle() {
    test.fill("alter table company set (autovacuum_enabled = off)");
    statistics.refresh();
  }

  @Test
  void aTableIsAnalyzedWhenItHasMoreThanDoubled() {
    companies(1, 1_000);

    assertThat(statistics.refresh()).isEqualTo(1);
    assertThat(knownCompanies()).isEqualTo(1_000);
    assertThat(statistics.refresh()).isZero();

    companies(1_001, 2_000);
    assertThat(statistics.refresh()).isZero();

    companies(2_001, 2_600);
    assertThat(statistics.refresh()).isEqualTo(1);
    assertThat(knownCompanies()).isEqualTo(2_600);
  }

  private static void companies(int first, int last) {
    test.fill(
        "insert into company select n, 'Acme', now(), now() from generate_series(%d, %d) n"
            .formatted(first, last),
        "select pg_stat_force_next_flush()");
  }

  private static long knownCompanies() {
    return test.system()
        .read(
            connection ->
                Sql.list(
                    connection,
                    "select reltuples::bigint from pg_class where oid = 'company'::regclass",
                    row -> row.getLong(1)))
        .getFirst();
  }
}
