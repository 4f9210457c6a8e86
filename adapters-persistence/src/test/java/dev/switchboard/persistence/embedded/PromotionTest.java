package dev.switchboard.persistence.embedded;

import static dev.switchboard.persistence.embedded.Servers.epoch;
import static dev.switchboard.persistence.embedded.Servers.execute;
import static dev.switchboard.persistence.embedded.Servers.migrate;
import static dev.switchboard.persistence.embedded.Servers.one;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A standby that is promoted writes a history of its own. */
class PromotionTest extends BackupScene {
  private static final String CHECKPOINT = "select timeline_id from pg_control_checkpoint()";

  /** Writing them takes a checkpoint minutes, as on a server at work. */
  private static final String MANY_PAGES =
      "create table filler as select repeat('x', 2000) from generate_series(1, 8000)";

  @Test
  void aPromotionBeginsAnotherHistoryBeforeItsFirstCheckpoint() throws Exception {
    var first = start(data);
    migrate(first);
    var before = epoch(first);
    execute(first, MANY_PAGES);
    var cluster = Path.of(one(first, "show data_directory"));
    ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
    first.close();
    var signal = Files.createFile(cluster.resolve("standby.signal"));
    Files.setOwner(signal, Files.getOwner(cluster));

    var standby = start(data);
    assertThat(one(standby, "select pg_is_in_recovery()")).isEqualTo("t");
    assertThat(epoch(standby)).isEqualTo(before);
    assertThat(one(standby, "select pg_promote()")).isEqualTo("t");
    var after = epoch(standby);

    assertThat(one(standby, CHECKPOINT)).as("too early to be of use").isEqualTo("1");
    assertThat(after).isNotEqualTo(before);
    execute(standby, "checkpoint");
    assertThat(one(standby, CHECKPOINT)).isEqualTo("2");
    assertThat(epoch(standby)).isEqualTo(after);
  }
}
