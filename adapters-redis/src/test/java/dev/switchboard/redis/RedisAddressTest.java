package dev.switchboard.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {
  @Test
  void ofAShortOneTheRestIsUsual() {
    var address = RedisAddress.parse("redis://cache.example");

    assertThat(address.host()).isEqualTo("cache.example");
    assertThat(address.port()).isEqualTo(6379);
    assertThat(address.tls()).isFalse();
    assertThat(address.user()).isEmpty();
    assertThat(address.password()).isEmpty();
    assertThat(address.database()).isZero();
  }

  @Test
  void ofALongOneEverythingIsRead() {
    var address = RedisAddress.parse("rediss://node:p%40ss:/w+rd@[::1]:7000/3");

    assertThat(address.host()).isEqualTo("[::1]");
    assertThat(address.port()).isEqualTo(7000);
    assertThat(address.tls()).isTrue();
    assertThat(address.user()).hasValue("node");
    assertThat(address.password()).hasValue("p@ss:/w+rd");
    assertThat(address.database()).isEqualTo(3);
  }

  @Test
  void aPasswordNeedsNoUser() {
    assertThat(RedisAddress.parse("redis://:secret@localhost").password()).hasValue("secret");
    assertThat(RedisAddress.parse("redis://secret@localhost").password()).hasValue("secret");
    assertThat(RedisAddress.parse("redis://:secret@localhost").user()).isEmpty();
  }

  @Test
  void thePasswordIsNotShown() {
    assertThat(RedisAddress.parse("redis://node:secret@localhost:1/2"))
        .hasToString("redis://localhost:1/2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "redis",
        "redis:",
        "http://secret@localhost",
        "redis://",
        "redis://:secret@",
        "redis://:secret@local host",
        "redis://:secret@localhost:0",
        "redis://:secret@localhost:70000",
        "redis://:secret@localhost/one",
        "redis://:secret@localhost?x=1",
        "redis://:se%cret@localhost",
      })
  void anythingElseIsRefusedAndNotRepeated(String text) {
    assertThatThrownBy(() -> RedisAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("cret");
  }
}
