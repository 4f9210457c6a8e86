package dev.switchboard.application.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
  private final RetryPolicy policy = new RetryPolicy(RetryPolicy.Config.DEFAULT, new Random(42));

  @ParameterizedTest
  @CsvSource({
    "0,1", "1,1", "2,2", "3,4", "4,8", "5,16", "6,32", "7,64", "8,128", "9,256", "10,300", "60,300"
  })
  void jitterFillsTheWholeOfADoublingSpan(int used, int seconds) {
    var waits =
        IntStream.range(0, 4_000)
            .mapToLong(_ -> policy.backoff(used).toNanos())
            .summaryStatistics();

    var most = Duration.ofSeconds(seconds).toNanos();
    assertThat(waits.getMax()).isLessThanOrEqualTo(most).isGreaterThan(most * 99 / 100);
    assertThat(waits.getMin()).isNotNegative().isLessThan(most / 100);
    assertThat(waits.getAverage()).isBetween(most * 0.47, most * 0.53);
  }

  @Test
  void waitsAreWholeMicrosecondsAsTheyAreStored() {
    assertThat(policy.backoff(5).toNanos() % 1_000).isZero();
  }
}
