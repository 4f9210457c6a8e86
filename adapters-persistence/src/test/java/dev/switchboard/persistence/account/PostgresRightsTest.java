package dev.switchboard.persistence.account;

import static org.awaitility.Awaitility.await;

import dev.switchboard.application.account.RightsContract;
import dev.switchboard.persistence.Sql;

class PostgresRightsTest extends PostgresAccounts implements RightsContract {
  @Override
  public void waitForAWaiter() {
    await().until(PostgresRightsTest::somebodyWaits);
  }

  private static boolean somebodyWaits() {
    return test.database()
        .read(
            connection ->
                Sql.one(
                    connection,
                    "select 1 from pg_locks l join pg_database d on d.oid = l.database"
                        + " where d.datname = current_database() and locktype = 'advisory'"
                        + " and not granted",
                    row -> row.getInt(1)))
        .isPresent();
  }
}
