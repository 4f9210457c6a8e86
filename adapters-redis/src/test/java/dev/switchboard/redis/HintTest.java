package dev.switchboard.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.redis.Hint.Stream;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HintTest {
  private static final long MOST = 999_999_999_999_999_999L;
  private static final String NODE = "0123456789abcdef";

  @Test
  void itsFormIsFixed() {
    assertThat(new Hint(7, Stream.EVENTS, OptionalLong.empty(), 42, NODE).text())
        .isEqualTo(
            "{\"v\":1,\"tenant\":7,\"stream\":\"events\",\"seq\":42,\"origin\":\"0123456789abcdef\"}");
    assertThat(new Hint(7, Stream.TYPING, OptionalLong.of(3), 42, NODE).text())
        .contains("\"stream\":\"typing:3\"");
  }

  @Test
  void whatIsWrittenIsReadAndNeverLong() {
    for (var stream : Stream.values()) {
      var chat = stream == Stream.TYPING ? OptionalLong.of(MOST) : OptionalLong.empty();
      var hint = new Hint(MOST, stream, chat, MOST, NODE);

      assertThat(Hint.parse(hint.text())).hasValue(hint);
      assertThat(hint.text().length()).isLessThanOrEqualTo(Hint.MOST);
    }
  }

  @Test
  void itsDigitsAreTheSameWhereverTheServerStands() {
    var usual = Locale.getDefault(Locale.Category.FORMAT);
    Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      var hint = new Hint(7, Stream.EVENTS, OptionalLong.empty(), 42, NODE);
      assertThat(Hint.parse(hint.text())).hasValue(hint);
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, usual);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"v\":2,\"tenant\":7,\"stream\":\"events\",\"seq\":42,\"origin\":\"0123456789abcdef\"}",
        "{\"v\":1,\"tenant\":-7,\"stream\":\"events\",\"seq\":42,\"origin\":\"0123456789abcdef\"}",
        "{\"v\":1,\"tenant\":7,\"stream\":\"other\",\"seq\":42,\"origin\":\"0123456789abcdef\"}",
        "{\"v\":1,\"tenant\":7,\"stream\":\"typing\",\"seq\":42,\"origin\":\"0123456789abcdef\"}",
        "{\"v\":1,\"tenant\":7,\"stream\":\"events:3\",\"seq\":42,\"origin\":\"0123456789abcdef\"}",
        "{\"v\":1,\"tenant\":7,\"stream\":\"events\",\"seq\":9999999999999999999,\"origin\":\"0123456789abcdef\"}",
        "{\"v\":1,\"tenant\":7,\"stream\":\"events\",\"seq\":42,\"origin\":\"me\"}",
        "{\"v\":1,\"tenant\":7,\"stream\":\"events\",\"seq\":42,\"origin\":\"0123456789abcdef\",\"text\":\"hi\"}",
      })
  void anythingElseIsNone(String text) {
    assertThat(Hint.parse(text)).isEmpty();
  }
}
