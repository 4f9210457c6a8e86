package dev.switchboard.domain.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.Rejected;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelValuesTest {
  @Test
  void aTokenNeverShowsItself() {
    assertThat(new AccessToken("EAAcanary")).hasToString("AccessToken[…]");
  }

  @Test
  void aTokenMustFitIntoAHeader() {
    for (var wrong : List.of("", "two words", "line\nbreak", "ü", "x".repeat(2049))) {
      assertThatThrownBy(() -> new AccessToken(wrong)).isInstanceOf(Rejected.class);
    }
  }

  @Test
  void aNameIsOneShortLine() {
    assertThat(new ChannelName("  Ada's Café ").value()).isEqualTo("Ada's Café");
    assertThatThrownBy(() -> new ChannelName("a\u0000b")).isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> new ChannelName("x".repeat(201))).isInstanceOf(Rejected.class);
  }

  @Test
  void anEnteredIdIsAWord() {
    assertThat(ChannelKey.entered(Platform.FACEBOOK, "1234567890"))
        .contains(new ChannelKey(Platform.FACEBOOK, "1234567890"));
    assertThat(ChannelKey.entered(Platform.FACEBOOK, "")).isEmpty();
    assertThat(ChannelKey.entered(Platform.FACEBOOK, "a/b")).isEmpty();
    assertThat(ChannelKey.entered(Platform.FACEBOOK, "\u0000")).isEmpty();
  }
}
