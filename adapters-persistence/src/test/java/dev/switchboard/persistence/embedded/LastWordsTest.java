package dev.switchboard.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastWordsTest {
  @TempDir Path folder;

  @Test
  void areWhatIsGraveAndNothingThatRowsHold() throws IOException {
    var log =
        log(
            """
            2026-11-22 12:25:00.524 UTC [27546] LOG:  starting PostgreSQL
            2026-11-22 12:25:00.600 UTC [27550] ERROR:  duplicate key FATAL: said a customer
            2026-11-22 12:25:00.600 UTC [27550] DETAIL:  Key (content)=(FATAL: said a customer) exists.
            2026-11-22 12:25:00.600 UTC [27550] STATEMENT:  insert into kept values ('PANIC: secret')
            \t2026-11-22 12:25:00.524 UTC [1] FATAL:  within a statement
            2026-11-22 12:25:01.000 UTC [27546] PANIC:  could not write to file: No space left on device
            """);

    assertThat(LastWords.of(log, 0))
        .isEqualTo(
            "2026-11-22 12:25:01.000 UTC [27546] PANIC:  could not write to file: No space left on device");
    assertThat(LastWords.of(log, Files.size(log))).isEqualTo("none, see " + log);
  }

  @Test
  void areTheLastThreeThatDiffer() throws IOException {
    var log =
        log(
            """
            2026-11-22 12:25:00.001 UTC [1] FATAL:  one
            2026-11-22 12:25:00.002 UTC [2] FATAL:  two
            2026-11-22 12:25:00.003 UTC [3] FATAL:  three
            2026-11-22 12:25:00.004 UTC [4] FATAL:  four
            2026-11-22 12:25:00.005 UTC [5] FATAL:  two
            """);

    assertThat(LastWords.of(log, 0))
        .isEqualTo(
            "2026-11-22 12:25:00.003 UTC [3] FATAL:  three; 2026-11-22 12:25:00.004 UTC [4] FATAL:  four; 2026-11-22 12:25:00.005 UTC [5] FATAL:  two");
  }

  private Path log(String lines) throws IOException {
    return Files.writeString(folder.resolve("log"), lines);
  }
}
