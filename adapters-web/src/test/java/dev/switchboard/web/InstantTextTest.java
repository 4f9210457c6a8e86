package dev.switchboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstantTextTest {
  private static final DateTimeFormatter WANTED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000000Z",
    "2024-02-29T23:59:59.999999999Z, 2024-02-29T23:59:59.999999Z",
    "1969-12-31T23:59:59.000001Z, 1969-12-31T23:59:59.000001Z",
    "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000000Z",
    "9999-12-31T23:59:59.5Z, 9999-12-31T23:59:59.500000Z",
    "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00.000000Z",
    "-0001-12-31T00:00:00Z, -0001-12-31T00:00:00.000000Z"
  })
  void hasSixDigitsOfASecond(Instant at, String text) {
    assertThat(InstantText.of(at)).isEqualTo(text);
  }

  @Test
  void isWhatTheFormatterWouldSay() {
    var random = new Random(4_711);
    for (var i = 0; i < 10_000; i++) {
      var at =
          Instant.ofEpochSecond(
              random.nextLong(-60_000_000_000L, 250_000_000_000L), random.nextInt(1_000_000_000));
      assertThat(InstantText.of(at)).isEqualTo(WANTED.format(at));
    }
  }
}
