package dev.switchboard.persistence.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.company.CompanyId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AesGcmSecretsTest {
  private static final byte[] OLD = key(1);
  private static final byte[] NEW = key(2);
  private static final SecretPlace PLACE =
      new SecretPlace("channel_account", "token", new CompanyId(7), 42);

  private final AesGcmSecrets secrets = new AesGcmSecrets(List.of(OLD));

  @Test
  void opensWhatItSealed() {
    assertThat(secrets.open(PLACE, secrets.seal(PLACE, "EAAß-token"))).isEqualTo("EAAß-token");
  }

  @Test
  void neitherShowsTheSecretNorRepeatsItself() {
    var first = secrets.seal(PLACE, "EAAtoken");

    assertThat(new String(first, StandardCharsets.ISO_8859_1)).doesNotContain("EAAtoken");
    assertThat(first).isNotEqualTo(secrets.seal(PLACE, "EAAtoken"));
  }

  @Test
  void aSecretMovedToAnotherPlaceDoesNotOpen() {
    var sealed = secrets.seal(PLACE, "token");

    for (var elsewhere :
        List.of(
            new SecretPlace("other", "token", new CompanyId(7), 42),
            new SecretPlace("channel_account", "other", new CompanyId(7), 42),
            new SecretPlace("channel_account", "token", new CompanyId(8), 42),
            new SecretPlace("channel_account", "token", new CompanyId(7), 43))) {
      assertThatThrownBy(() -> secrets.open(elsewhere, sealed))
          .isInstanceOf(UnreadableSecret.class);
    }
  }

  @Test
  void anyChangedByteIsNoticed() {
    var sealed = secrets.seal(PLACE, "token");

    for (int i = 0; i < sealed.length; i++) {
      var changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> secrets.open(PLACE, changed)).isInstanceOf(UnreadableSecret.class);
    }
    assertThatThrownBy(() -> secrets.open(PLACE, Arrays.copyOf(sealed, sealed.length - 1)))
        .isInstanceOf(UnreadableSecret.class);
    assertThatThrownBy(() -> secrets.open(PLACE, new byte[0])).isInstanceOf(UnreadableSecret.class);
  }

  @Test
  void afterARotationOldSecretsOpenAndNewOnesUseTheNewKey() {
    var before = secrets.seal(PLACE, "token");
    var rotated = new AesGcmSecrets(List.of(NEW, OLD));

    assertThat(rotated.open(PLACE, before)).isEqualTo("token");
    assertThat(rotated.outdated(before)).isTrue();
    var after = rotated.seal(PLACE, "token");
    assertThat(rotated.outdated(after)).isFalse();
    assertThat(new AesGcmSecrets(List.of(NEW)).open(PLACE, after)).isEqualTo("token");
    assertThatThrownBy(() -> secrets.open(PLACE, after)).isInstanceOf(UnreadableSecret.class);
  }

  @Test
  void refusesKeysThatAreNone() {
    assertThatThrownBy(() -> new AesGcmSecrets(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AesGcmSecrets(List.of(new byte[16])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] key(int fill) {
    var key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return key;
  }
}
