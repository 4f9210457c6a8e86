package dev.switchboard.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.Contention;
import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.TransactionsContract;
import dev.switchboard.domain.company.CompanyId;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseTest implements TransactionsContract {
  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @Override
  public Transactions transactions() {
    return test.database();
  }

  @Override
  public void put(long id, String value) {
    var database = test.database();
    database.write(
        new CompanyId(id),
        connection ->
            Sql.update(
                connection,
                "insert into company values (?, ?, now(), now()) on conflict (id) do update set name = excluded.name",
                id,
                value));
  }

  @Override
  public String get(long id) {
    return name(test, id);
  }

  /** Of the company of that id; null where there is none. */
  static String name(TestDatabase test, long id) {
    return test.database()
        .read(
            new CompanyId(id),
            connection ->
                Sql.one(
                    connection,
                    "select name from company where id = ?",
                    row -> row.getString(1),
                    id))
        .orElse(null);
  }

  @Test
  void aWriteOutsideAUnitOfWorkIsRefused() {
    assertThatThrownBy(() -> put(1, "x")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whoFreezesInATransactionLosesItsLocksBeforeItsLeases() {
    var limit = "select setting::int from pg_settings where name = ?";
    for (var database : List.of(test.database(), test.database().system())) {
      var millis =
          database.read(
              connection ->
                  Sql.one(
                      connection,
                      limit,
                      row -> row.getInt(1),
                      "idle_in_transaction_session_timeout"));
      assertThat(millis).hasValueSatisfying(value -> assertThat(value).isBetween(1, 30_000));
    }
  }

  @Test
  void aSessionThatSleptInATransactionIsStorageThatIsNotThere() {
    assertThatThrownBy(
            () ->
                test.owner()
                    .inTransaction(
                        () -> {
                          var pid = number("select pg_backend_pid()");
                          number(
                              "select length(set_config('idle_in_transaction_session_timeout', '20', true))");
                          await().until(() -> ended(pid));
                          return number("select 1");
                        }))
        .isInstanceOf(StorageUnavailable.class);
  }

  private static int number(String sql) {
    return test.owner()
        .write(connection -> Sql.one(connection, sql, row -> row.getInt(1)).orElseThrow());
  }

  /** Seen from another session, for this one is asleep. */
  private static boolean ended(int pid) throws InterruptedException, ExecutionException {
    return CompletableFuture.supplyAsync(
            () ->
                test.owner()
                    .read(
                        connection ->
                            Sql.one(
                                connection,
                                "select count(*) from pg_stat_activity where pid = ?",
                                row -> row.getInt(1),
                                pid)))
        .get()
        .filter(count -> count == 0)
        .isPresent();
  }

  @Test
  void aDeadlockIsContention() {
    assertThat(Failures.translate(new SQLException("x", "40P01"))).isInstanceOf(Contention.class);
  }

  @Test
  void aConnectionThatBreaksUnderARowIsStorageThatIsNotThere() {
    assertThatThrownBy(
            () ->
                test.owner()
                    .readSession(
                        session ->
                            session
                                .createNativeQuery(
                                    "select pg_terminate_backend(pg_backend_pid())", Boolean.class)
                                .getSingleResult()))
        .isInstanceOf(StorageUnavailable.class);
  }

  @Test
  void migratingAgainChangesNothing() {
    Migrations.run(test.ownerPool());

    assertThat(test.execute("delete from company where id = -1")).isZero();
  }
}
