package dev.switchboard.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class MemoryTest {
  private static final String G1 =
      """
          S0C         S1C         S0U         S1U          EC           EU           OC           OU          MC         MU       CCSC      CCSU     YGC     YGCT     FGC    FGCT     CGC    CGCT       GCT
              0.0      4096.0         0.0      3072.0      20480.0       1024.0      40960.0      10240.0    38784.0    38214.3    4736.0    4480.1     12     0.110     1     0.050     4     0.015     0.175
      """;

  @Test
  void addsUpTheSpacesOfTheHeap() {
    var memory = Memory.parse(G1);

    assertThat(memory.usedBytes()).isEqualTo((3_072 + 1_024 + 10_240) * 1024.0);
    assertThat(memory.committedBytes()).isEqualTo((4_096 + 20_480 + 40_960) * 1024.0);
    assertThat(memory.collections()).isEqualTo(12 + 1 + 4);
    assertThat(memory.pauseSeconds()).isEqualTo(0.175);
  }

  @Test
  void aCollectorWithoutConcurrentPhasesHasNone() {
    assertThat(Memory.parse(G1.replace("  4     0.015", "  -         -")).collections())
        .isEqualTo(13);
  }

  @Test
  void readsThisJvm() {
    var memory = Memory.afterCollection(ProcessHandle.current().pid());

    assertThat(memory.usedBytes()).isPositive();
    assertThat(memory.committedBytes()).isGreaterThanOrEqualTo(memory.usedBytes());
  }

  @Test
  void anotherFormIsRefused() {
    assertThatIllegalStateException().isThrownBy(() -> Memory.parse("4711 not found"));
  }
}
