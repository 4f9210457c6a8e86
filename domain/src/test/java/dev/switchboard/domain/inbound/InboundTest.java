package dev.switchboard.domain.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InboundTest {
  @Test
  void theDigestDependsOnTheElementAlone() {
    assertThat(Inbound.digest("{\"a\":1}"))
        .isEqualTo(Inbound.digest("{\"a\":1}"))
        .isNotEqualTo(Inbound.digest("{\"a\":2}"))
        .matches("hash:[0-9a-f]{64}");
  }
}
