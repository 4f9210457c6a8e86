package dev.switchboard.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class PgbenchTest {
  private static final String OUTPUT =
      """
      pgbench (15.14 (Debian 15.14-0+deb12u1), server 18.6)
      transaction type: /tmp/script.sql
      scaling factor: 1
      query mode: prepared
      number of clients: 32
      number of threads: 2
      maximum number of tries: 1
      duration: 10 s
      number of transactions actually processed: 82345
      number of failed transactions: 0 (0.000%)
      latency average = 3.886 ms
      initial connection time = 61.230 ms
      tps = 8234.537000 (without initial connection time)
      """;

  @Test
  void readsTheRate() {
    assertThat(Pgbench.rate(OUTPUT)).isEqualTo(8234.537);
  }

  @Test
  void readsTheRateOfVersionsThatCountNoFailures() {
    assertThat(Pgbench.rate(OUTPUT.replaceAll("number of failed.*\n", ""))).isEqualTo(8234.537);
  }

  @Test
  void aRateWithFailuresIsNoMark() {
    var failed = OUTPUT.replace("failed transactions: 0", "failed transactions: 12");

    assertThatIllegalStateException()
        .isThrownBy(() -> Pgbench.rate(failed))
        .withMessageContaining("12");
  }

  @Test
  void outputWithoutARateIsShown() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Pgbench.rate("pgbench: error: connection refused"))
        .withMessageContaining("connection refused");
  }
}
