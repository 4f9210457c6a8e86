package dev.switchboard.persistence.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  private final TestDatabase test = TestDatabase.create();
  private final Statistics statistics = new Statistics(test.system(), test.owner());

  @BeforeEach
  void settle() {
    test.fill("alter table company set (autovacuum_enabled = off)");
    statistics.refresh();
  }

  @AfterEach
  void close() {
    test.close();
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

  @Test
  void oneThatCannotBeAnalyzedIsLeftToAutovacuum() throws Exception {
    companies(1, 1_000);

    try (var connection = test.ownerConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table company in share update exclusive mode");
      assertThat(statistics.refresh()).isEqualTo(1);
      assertThat(statistics.refresh()).as("tried already").isZero();
    }
    assertThat(knownCompanies()).isLessThan(1_000);
  }

  private void companies(int first, int last) {
    test.fill(
        "insert into company select n, 'Acme', now(), now() from generate_series(%d, %d) n"
            .formatted(first, last),
        "select pg_stat_force_next_flush()");
  }

  private long knownCompanies() {
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
