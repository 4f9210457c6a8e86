package dev.switchboard.persistence.embedded;

import static dev.switchboard.persistence.embedded.Servers.connect;
import static dev.switchboard.persistence.embedded.Servers.epoch;
import static dev.switchboard.persistence.embedded.Servers.migrate;
import static dev.switchboard.persistence.embedded.Servers.of;
import static dev.switchboard.persistence.embedded.Servers.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestoreTest extends BackupScene {
  @Test
  void aRestoreBeginsAnotherHistory() throws Exception {
    var server = start(data);
    migrate(server);
    var epoch = "select timeline_id from pg_control_checkpoint()";
    assertThat(one(server, epoch)).isEqualTo("1");
    var next = Long.parseLong(one(server, "select nextval('switchboard_id')"));
    leaveOpen(server);
    BaseBackup.write(data, of(server), file);
    server.close();

    var place = folder.resolve("restored");
    Restore.from(file, place, _ -> {});

    var restored = start(place);
    assertThat(one(restored, epoch)).isEqualTo("2");
    assertThat(Long.parseLong(one(restored, "select nextval('switchboard_id')")))
        .isGreaterThan(next + 1_000_000_000);
    assertThat(
            one(
                restored,
                "select concat_ws(' ', state, attempts, called_at = created_at) from outbox"))
        .isEqualTo("AMBIGUOUS 1 t");
    assertThat(one(restored, "select count(*) from ws_ticket")).isEqualTo("0");
    assertThat(one(restored, "select count(*) from password_reset")).isEqualTo("0");
  }

  @Test
  void eachRestoreOfABackupHasAnEpochOfItsOwn() throws Exception {
    var server = start(data);
    migrate(server);
    var before = epoch(server);
    BaseBackup.write(data, of(server), file);
    server.close();
    Restore.from(file, folder.resolve("one"), _ -> {});
    Restore.from(file, folder.resolve("two"), _ -> {});

    var one = start(folder.resolve("one"));
    assertThat(Set.of(before, epoch(one), epoch(start(folder.resolve("two"))))).hasSize(3);

    var again = folder.resolve("again.tar.gz");
    BaseBackup.write(folder.resolve("one"), of(one), again);
    Restore.from(again, folder.resolve("three"), _ -> {});
    assertThat(epoch(start(folder.resolve("three")))).isNotEqualTo(epoch(one));
  }

  @Test
  void halfAFileIsNotRestored() throws Exception {
    var server = start(data);
    migrate(server);
    BaseBackup.write(data, of(server), file);
    var bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(() -> Restore.from(file, folder.resolve("restored"), _ -> {}))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageStartingWith("not restored, delete ");
  }

  @Test
  void whatCouldNotBeSettledIsNotStarted() throws Exception {
    var server = start(data);
    migrate(server);
    try (var connection = connect(server);
        var statement = connection.createStatement()) {
      statement.execute("drop table ws_ticket");
    }
    BaseBackup.write(data, of(server), file);
    server.close();
    var place = folder.resolve("restored");

    assertThatThrownBy(() -> Restore.from(file, place, _ -> {}))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageStartingWith("not restored, delete " + place + ": ")
        .hasMessageContaining("ws_ticket");

    assertThatThrownBy(() -> start(place))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessage("a restore was cut off: delete " + place + " and restore again");
  }

  /** An answer that waits, a ticket and a link that nobody has used yet. */
  private static void leaveOpen(EmbeddedPostgres server) throws SQLException {
    try (var connection = connect(server);
        var statement = connection.createStatement()) {
      statement.execute(
          "set session_replication_role = replica"); // rows without what they point at
      statement.execute(
          """
          insert into outbox (company_id, id, kind, lane_id, position, subject_id, part, payload, state, created_at, updated_at)
          values (1, 2, 'SEND', 3, 1, 4, 0, '{}', 'PENDING', now(), now())
          """);
      statement.execute("insert into ws_ticket values ('a', 1, 2, now())");
      statement.execute("insert into password_reset values (1, 2, 'a', 'b', now(), now())");
    }
  }
}
