package dev.switchboard.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.channel.ChannelName;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UnstorableTest {
  private static final String HALF = "x\ud83d";

  @Test
  void nulAndHalfACharacterAreAndWholeOnesAreNot() {
    assertThat(Unstorable.in("a\0b")).isTrue();
    assertThat(Unstorable.in(HALF)).isTrue();
    assertThat(Unstorable.in("\udc00x")).isTrue();
    assertThat(Unstorable.in("")).isFalse();
    assertThat(Unstorable.in("caf\u00e9 \ud83d\ude00\n")).isFalse();
  }

  @Test
  void noNameHasOne() {
    assertThatThrownBy(() -> new ChannelName(HALF)).isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> Company.named(new CompanyId(1), HALF, Instant.EPOCH))
        .isInstanceOf(Rejected.class);
  }
}
