package dev.switchboard.persistence.audit;

import dev.switchboard.application.audit.AuditMonths;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.TableChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Range partitions by month, beside a default partition that catches what no month takes. */
public final class PostgresAuditMonths implements AuditMonths {
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM");
  private static final String PREFIX = "audit_event_";
  private static final long UPKEEP_LOCK = 7_011; // one at a time over all nodes

  private final Database owner;

  /**
   * @param owner of the tables: the application's own role may do nothing of this
   */
  public PostgresAuditMonths(Database owner) {
    this.owner = owner;
  }

  @Override
  public void ensure(YearMonth month) {
    owner.write(
        connection -> {
          TableChange.begin(connection, UPKEEP_LOCK);
          var partition = PREFIX + month.format(MONTH);
          if (!exists(connection, partition) && !defaultHolds(connection, month)) {
            // names come from constants and a date, and DDL takes no parameters
            Sql.update(
                connection,
                "create table %s partition of audit_event for values from ('%s') to ('%s')"
                    .formatted(partition, start(month), start(month.plusMonths(1))));
            Sql.list(connection, "select guard_partition(?)", _ -> true, partition);
          }
          return null;
        });
  }

  @Override
  public int dropBefore(YearMonth month) {
    return owner.write(
        connection -> {
          TableChange.begin(connection, UPKEEP_LOCK);
          Sql.update(connection, "delete from audit_event_default where at < ?", start(month));
          var old =
              Sql.list(
                  connection,
                  "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                      + " where i.inhparent = 'audit_event'::regclass and c.relname ~ '_[0-9]{6}$'"
                      + " and right(c.relname, 6) < ?",
                  row -> row.getString(1),
                  month.format(MONTH));
          for (var partition : old) {
            Sql.update(connection, "drop table " + partition);
          }
          return old.size();
        });
  }

  private static boolean exists(Connection connection, String partition) throws SQLException {
    return Sql.one(
            connection, "select to_regclass(?) is not null", row -> row.getBoolean(1), partition)
        .orElse(false);
  }

  private static boolean defaultHolds(Connection connection, YearMonth month) throws SQLException {
    return Sql.one(
            connection,
            "select exists (select from audit_event_default where at >= ? and at < ?)",
            row -> row.getBoolean(1),
            start(month),
            start(month.plusMonths(1)))
        .orElse(false);
  }

  private static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
