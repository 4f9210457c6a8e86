package dev.switchboard.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessesTest {
  private static final String BUSY = "i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done";

  @Test
  void countsWhatEndedGrandchildrenUsed() throws IOException {
    var us = ProcessHandle.current().pid();
    var own = Processes.own(us);
    var all = Processes.cpu(us);
    var child =
        new ProcessBuilder("sh", "-c", "sh -c '" + BUSY + "'; echo done; read forever").start();
    try (var output = child.inputReader()) {
      assertThat(output.readLine()).isEqualTo("done");

      var ofChild = Processes.cpu(child.pid());
      assertThat(ofChild).isGreaterThan(0.05);
      assertThat(Processes.own(child.pid())).isLessThan(ofChild / 2);
      assertThat(Processes.cpu(us) - all - (Processes.own(us) - own))
          .as("what the child and its own used")
          .isBetween(ofChild - 0.05, ofChild + 0.05);
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void whoHasEndedUsesNothing() throws IOException, InterruptedException {
    var child = new ProcessBuilder("true").start();
    child.waitFor();

    assertThat(Processes.cpu(child.pid())).isZero();
    assertThat(Processes.memory(child.pid())).isZero();
    assertThat(Processes.memory(ProcessHandle.current().pid())).isGreaterThan(1 << 20);
  }
}
