package dev.switchboard.persistence.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.Seals;
import dev.switchboard.application.SealsContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealedTextsTest implements SealsContract {
  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes();
  private static final byte[] NEXT = "fedcba9876543210fedcba9876543210".getBytes();

  @Override
  public Seals seals() {
    return with(KEY);
  }

  private static Seals with(byte[]... keys) {
    return new SealedTexts(new AesGcmSecrets(List.of(keys)));
  }

  @Test
  void aReplacedKeyStillOpensAndAForgottenOneDoesNot() {
    var sealed = with(KEY).seal(PLACE, "secret");

    assertThat(with(NEXT, KEY).open(PLACE, sealed)).contains("secret");
    assertThat(with(NEXT).open(PLACE, sealed)).isEmpty();
  }
}
