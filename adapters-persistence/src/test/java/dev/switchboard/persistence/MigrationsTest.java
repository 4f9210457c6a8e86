package dev.switchboard.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** Liquibase is left out of a start only where the database has exactly this changelog. */
class MigrationsTest {
  private static final String FIRST = "db/versions/first.xml";
  private static final String SECOND = "db/versions/second.xml";
  private static final int STARTS = 6;

  private final PGSimpleDataSource database = dataSource(TestDatabase.empty());

  @Test
  void theSameChangelogRunsOnce() {
    assertThat(Migrations.run(database, FIRST)).isTrue();
    assertThat(Migrations.run(database, FIRST)).isFalse();
  }

  @Test
  void aNewerChangelogRunsAgain() {
    Migrations.run(database, FIRST);

    assertThat(Migrations.run(database, SECOND)).isTrue();

    assertThat(exists("second_version")).isTrue();
    assertThat(Migrations.run(database, SECOND)).isFalse();
  }

  @Test
  void anOlderNodeBesideANewerOneTakesNothingBack() {
    Migrations.run(database, SECOND);

    assertThat(Migrations.run(database, FIRST)).isTrue();
    assertThat(exists("second_version")).isTrue();

    assertThat(Migrations.run(database, SECOND)).isTrue();
    assertThat(exists("second_version")).isTrue();
  }

  @Test
  void aDigestThatIsNobodysRunsAgain() {
    Migrations.run(database, FIRST);
    execute("update schema_digest set digest = 'foreign'");

    assertThat(Migrations.run(database, FIRST)).isTrue();
    assertThat(Migrations.run(database, FIRST)).isFalse();
  }

  /** Its comment has been worded in two ways, and Liquibase counts comments. */
  @Test
  void whoHasTheFirstWordingOfTheTallyCanUpgrade() {
    Migrations.run(database);
    execute(
        "update databasechangelog set md5sum = '9:4a2bcd619dd014dd73d3f71a976dc07d'"
            + " where id = '022-tally'");
    execute("update schema_digest set digest = 'of the version before'");

    assertThat(Migrations.run(database)).isTrue();
  }

  @Test
  void aMigrationThatFailedIsNotRemembered() {
    for (var attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> Migrations.run(database, "db/versions/broken.xml"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no_such_type");
    }
  }

  @Test
  void severalStartsAtOnceMigrateOnceAndAllGoOn() throws Exception {
    assertThat(together(SECOND)).containsOnlyOnce(true).hasSize(STARTS);

    assertThat(exists("second_version")).isTrue();
    assertThat(Migrations.run(database, SECOND)).isFalse();
  }

  /** Neither a migration nor the wait for it ends with what a request may take. */
  @Test
  void aMigrationMayTakeLongerThanARequest() throws Exception {
    database.setOptions("-c statement_timeout=500ms -c lock_timeout=500ms");
    database.setSocketTimeout(1);

    assertThat(together("db/versions/long.xml")).containsOnlyOnce(true).hasSize(STARTS);
  }

  @Test
  @Timeout(60) // Liquibase would wait for five minutes
  void aStartThatWasKilledLocksNobodyOut() {
    Migrations.run(database, FIRST);
    execute(
        "update databasechangeloglock set locked = true, lockgranted = now(), lockedby = 'killed'");

    assertThat(Migrations.run(database, SECOND)).isTrue();

    assertThat(exists("second_version")).isTrue();
  }

  /** Whether each found something to do; a failure is the test's. */
  private List<Boolean> together(String changelog) throws Exception {
    var together = new CyclicBarrier(STARTS);
    var starts = new ArrayList<Callable<Boolean>>();
    for (var start = 0; start < STARTS; start++) {
      starts.add(
          () -> {
            together.await();
            return Migrations.run(database, changelog);
          });
    }
    var found = new ArrayList<Boolean>();
    try (var threads = Executors.newFixedThreadPool(STARTS)) {
      for (var start : threads.invokeAll(starts)) {
        found.add(start.get());
      }
    }
    return found;
  }

  private boolean exists(String table) {
    try (var connection = database.getConnection()) {
      return Sql.one(
              connection,
              "select to_regclass(?) is not null",
              row -> row.getBoolean(1),
              "public." + table)
          .orElseThrow();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) {
    try (var connection = database.getConnection()) {
      Sql.update(connection, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PGSimpleDataSource dataSource(PersistenceUnit.Config config) {
    var source = new PGSimpleDataSource();
    source.setUrl(config.jdbcUrl());
    source.setUser(config.user());
    source.setPassword(config.password());
    return source;
  }
}
