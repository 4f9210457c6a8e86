package dev.switchboard.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.domain.company.CompanyId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that is read-only for a while, as one is that was fenced or that is being moved. */
class ReadOnlyServerTest {
  private static final CompanyId ACME = new CompanyId(1);

  @Test
  void sessionsThatBeganOnAReadOnlyServerAreNotKeptUntilTheyAreOld() throws SQLException {
    try (var test = TestDatabase.create();
        var admin = test.ownerConnection()) {
      var pools = List.of(test.database(), test.system(), test.owner());
      alter(admin, "set default_transaction_read_only = on");
      endOthers(admin);
      for (var database : pools) {
        await()
            .untilAsserted(
                () ->
                    assertThatThrownBy(() -> rename(database))
                        .isInstanceOf(StorageUnavailable.class)
                        .hasMessageContaining("25006"));
        database.ping();
      }

      // and nobody ends the sessions that began meanwhile
      alter(admin, "reset default_transaction_read_only");

      for (var database : pools) {
        await().ignoreException(StorageUnavailable.class).until(() -> rename(database));
      }
      assertThat(DatabaseTest.name(test, ACME.value())).isEqualTo("Acme");
    }
  }

  private static boolean rename(Database database) {
    return database.inTransaction(
            () ->
                database.write(
                    ACME,
                    connection ->
                        Sql.update(
                            connection,
                            "insert into company values (?, 'Acme', now(), now())"
                                + " on conflict (id) do update set name = excluded.name",
                            ACME.value())))
        == 1;
  }

  /** Counts for sessions that begin from now on. */
  private static void alter(Connection admin, String how) throws SQLException {
    Sql.update(admin, "alter database %s %s".formatted(admin.getCatalog(), how));
  }

  private static void endOthers(Connection admin) throws SQLException {
    Sql.list(
        admin,
        "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where datname = current_database() and pid <> pg_backend_pid()",
        _ -> true);
  }
}
