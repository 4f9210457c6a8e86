package dev.switchboard.persistence.embedded;

import static dev.switchboard.persistence.embedded.Servers.connect;
import static dev.switchboard.persistence.embedded.Servers.migrate;
import static dev.switchboard.persistence.embedded.Servers.of;
import static dev.switchboard.persistence.embedded.Servers.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BaseBackupTest extends BackupScene {
  private static final int WRITERS = 3;

  @Test
  void underLoadItIsTheDatabaseOfOneMoment() throws Exception {
    var server = start(data);
    migrate(server);
    Files.writeString(data.resolve("encryption.key"), "the key");
    fill(server);
    var before = contents(server);
    var committed = new AtomicLong[WRITERS];
    var ending = new AtomicBoolean();
    var sure = new long[WRITERS];
    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      for (var writer = 0; writer < WRITERS; writer++) {
        committed[writer] = new AtomicLong();
        var number = writer;
        threads.submit(
            () -> {
              write(server, number, committed[number], ending);
              return null;
            });
      }
      await().until(() -> List.of(committed).stream().allMatch(count -> count.get() > 20));
      for (var writer = 0; writer < WRITERS; writer++) {
        sure[writer] = committed[writer].get();
      }
      BaseBackup.write(data, of(server), file);
      ending.set(true);
    }
    server.close();

    var place = folder.resolve("restored");
    Restore.from(file, place, _ -> {});

    var restored = start(place);
    for (var writer = 0; writer < WRITERS; writer++) {
      // a prefix of what the writer did, no shorter than what was committed before the backup
      var counts =
          one(
              restored,
              "select concat_ws(' ', count(*), max(n), (select count(*) from other o where o.writer = l.writer))"
                  + " from ledger l where writer = "
                  + writer
                  + " group by writer");
      var numbers = java.util.Arrays.stream(counts.split(" ")).map(Long::valueOf).toList();
      assertThat(numbers.get(0)).isEqualTo(numbers.get(1)).isEqualTo(numbers.get(2));
      assertThat(numbers.get(0)).isBetween(sure[writer], committed[writer].get());
    }
    var after = contents(restored);
    assertThat(before).hasSizeGreaterThan(30).containsKey("still");
    before.forEach((table, rows) -> assertThat(after).as(table).containsEntry(table, rows));
    assertThat(place.resolve("encryption.key")).hasContent("the key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void neitherAFileNorADataDirectoryIsOverwritten() throws Exception {
    var server = start(data);
    migrate(server);
    BaseBackup.write(data, of(server), file);

    assertThatThrownBy(() -> BaseBackup.write(data, of(server), file))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessage(file + " is there already");
    assertThatThrownBy(() -> Restore.from(file, data, _ -> {}))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("is in use: set DATA_DIR to one that is not there yet");
  }

  private static void fill(EmbeddedPostgres server) throws SQLException {
    try (var connection = connect(server);
        var statement = connection.createStatement()) {
      statement.execute(
          "create table still as select n, md5(n::text) from generate_series(1, 50000) n");
      statement.execute("create table ledger (writer int, n bigint, primary key (writer, n))");
      statement.execute("create table other (writer int, n bigint, primary key (writer, n))");
    }
  }

  /** The same numbers into both tables, one after the other. */
  private static void write(
      EmbeddedPostgres server, int writer, AtomicLong committed, AtomicBoolean ending)
      throws SQLException {
    try (var connection = connect(server);
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (var n = 1L; !ending.get(); n++) {
        statement.execute("insert into ledger values (" + writer + ", " + n + ")");
        statement.execute("insert into other values (" + writer + ", " + n + ")");
        connection.commit();
        committed.set(n);
      }
    }
  }

  /** A digest of every row of every table that nobody writes. */
  private static Map<String, String> contents(EmbeddedPostgres server) throws SQLException {
    var contents = new TreeMap<String, String>();
    try (var connection = connect(server);
        var statement = connection.createStatement()) {
      var tables = new ArrayList<String>();
      try (var rows =
          statement.executeQuery(
              "select relname from pg_class where relnamespace = 'public'::regnamespace"
                  + " and relkind = 'r' and relname not in ('ledger', 'other')")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (var table : tables) {
        try (var rows =
            statement.executeQuery(
                "select concat(count(*), ' ', md5(string_agg(t::text, '|' order by t::text))) from "
                    + table
                    + " t")) {
          rows.next();
          contents.put(table, rows.getString(1));
        }
      }
    }
    return contents;
  }
}
