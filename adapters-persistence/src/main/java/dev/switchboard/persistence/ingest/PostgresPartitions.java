package dev.switchboard.persistence.ingest;

import dev.switchboard.application.ingest.Partitions;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.TableChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Range partitions by day, beside a default partition that catches what no day takes. Needs the
 * owner's database.
 */
public final class PostgresPartitions implements Partitions {
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
  private static final long UPKEEP_LOCK = 7_010; // one at a time over all nodes

  private record Names(String table, String column, String droppable) {}

  private final Database database;

  public PostgresPartitions(Database database) {
    this.database = database;
  }

  @Override
  public void ensure(Table table, LocalDate day) {
    var names = names(table);
    database.write(
        connection -> {
          TableChange.begin(connection, UPKEEP_LOCK);
          var partition = names.table() + "_" + day.format(DAY);
          if (!exists(connection, partition) && !defaultHolds(connection, names, day)) {
            // names come from constants and a date, and DDL takes no parameters
            Sql.update(
                connection,
                "create table %s partition of %s for values from ('%sT00:00:00Z') to ('%sT00:00:00Z')"
                    .formatted(partition, names.table(), day, day.plusDays(1)));
            Sql.list(connection, "select guard_partition(?)", _ -> true, partition);
          }
          return null;
        });
  }

  @Override
  public int dropBefore(Table table, LocalDate day) {
    var names = names(table);
    return database.write(
        connection -> {
          TableChange.begin(connection, UPKEEP_LOCK);
          Sql.update(
              connection,
              "delete from %s_default where %s < ? and %s"
                  .formatted(names.table(), names.column(), names.droppable()),
              start(day));
          // all are read before the first is dropped: from then on everybody waits
          var droppable = new ArrayList<String>();
          for (var partition : before(connection, names, day)) {
            if (droppable(connection, names, partition)) {
              droppable.add(partition);
            }
          }
          for (var partition : droppable) {
            Sql.update(connection, "drop table " + partition);
          }
          return droppable.size();
        });
  }

  private static boolean exists(Connection connection, String partition) throws SQLException {
    return Sql.one(
            connection, "select to_regclass(?) is not null", row -> row.getBoolean(1), partition)
        .orElse(false);
  }

  private static boolean defaultHolds(Connection connection, Names names, LocalDate day)
      throws SQLException {
    return Sql.one(
            connection,
            "select exists (select from %s_default where %s >= ? and %s < ?)"
                .formatted(names.table(), names.column(), names.column()),
            row -> row.getBoolean(1),
            start(day),
            start(day.plusDays(1)))
        .orElse(false);
  }

  private static List<String> before(Connection connection, Names names, LocalDate day)
      throws SQLException {
    return Sql.list(
            connection,
            "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                + " where i.inhparent = to_regclass(?) and c.relname ~ '_[0-9]{8}$' order by 1",
            row -> row.getString(1),
            names.table())
        .stream()
        .filter(partition -> day(partition).isBefore(day))
        .toList();
  }

  private static boolean droppable(Connection connection, Names names, String partition)
      throws SQLException {
    return Sql.one(
            connection,
            "select not exists (select from %s where not (%s))"
                .formatted(partition, names.droppable()),
            row -> row.getBoolean(1))
        .orElse(false);
  }

  private static LocalDate day(String partition) {
    return LocalDate.parse(partition.substring(partition.length() - 8), DAY);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Names names(Table table) {
    return switch (table) {
      case WEBHOOK_INBOX -> new Names("webhook_inbox", "received_at", "processed_at is not null");
      case STREAM_EVENT -> new Names("stream_event", "at", "true");
    };
  }
}
