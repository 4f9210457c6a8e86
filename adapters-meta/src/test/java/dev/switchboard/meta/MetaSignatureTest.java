package dev.switchboard.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The vectors are those of {@code meta.md} A1.1, measured against Meta's own. */
class MetaSignatureTest {
  private static final String ESCAPED =
      """
      {"object":"page","entry":[{"id":"1","time":1,"messaging":[{"sender":{"id":"2"},"recipient":{"id":"1"},"timestamp":1,"message":{"mid":"m_1","text":"\\u00e4\\u00f6\\u00e5 https:\\/\\/x.y"}}]}]}"""
          .strip();
  private static final String WRITTEN_AGAIN =
      ESCAPED.replace("\\u00e4\\u00f6\\u00e5", "äöå").replace("\\/", "/");
  private static final String OF_ESCAPED =
      "sha256=bfea592167ddb46489cfe9b7167c29e76b03aff63dd25315e4358edcde23707e";
  private static final String OF_WRITTEN_AGAIN =
      "sha256=ebe6050381e75dc47da9c55c4e00f0c4e3ed5f94c2fade8e859cb928a545a9ff";

  private final MetaSignature signature = new MetaSignature(List.of("test_app_secret"));

  @Test
  void acceptsTheBytesThatWereSigned() {
    assertThat(accepts(OF_ESCAPED, ESCAPED)).isTrue();
    assertThat(accepts(OF_WRITTEN_AGAIN, WRITTEN_AGAIN)).isTrue();
  }

  @Test
  void theSameJsonWrittenAgainIsNotWhatWasSigned() {
    assertThat(accepts(OF_ESCAPED, WRITTEN_AGAIN)).isFalse();
    assertThat(accepts(OF_WRITTEN_AGAIN, ESCAPED)).isFalse();
  }

  @Test
  void anEmptyBodyHasASignatureToo() {
    assertThat(
            accepts("sha256=517bc4c7d1d8d400868e0ad6f64b77098b818a2f2595004253a1922302a602c0", ""))
        .isTrue();
  }

  @Test
  void oneMoreByteIsAnotherBody() {
    assertThat(accepts(OF_ESCAPED, ESCAPED + "\n")).isFalse();
  }

  @Test
  void hexInCapitalsIsTheSameNumber() {
    var capitals = "sha256=" + OF_ESCAPED.substring(7).toUpperCase(Locale.ROOT);

    assertThat(accepts(capitals, ESCAPED)).isTrue();
  }

  @Test
  void refusesWhatIsNoSha256Signature() {
    var hex = OF_ESCAPED.substring(7);
    for (var header :
        List.of(
            "",
            "sha256=",
            "sha1=" + hex.substring(0, 40),
            "sha1=" + hex,
            hex,
            "sha256=" + hex.substring(1),
            "sha256=" + hex + "0",
            "sha256=" + hex.replace('b', 'g'),
            OF_ESCAPED + "," + OF_ESCAPED)) {
      assertThat(accepts(header, ESCAPED)).as(header).isFalse();
    }
  }

  @Test
  void refusesNoHeaderAndTwoHeaders() {
    var body = ESCAPED.getBytes(StandardCharsets.UTF_8);

    assertThat(signature.accepts(List.of(), body)).isFalse();
    assertThat(signature.accepts(List.of(OF_ESCAPED, OF_ESCAPED), body)).isFalse();
  }

  @Test
  void bothSecretsAreGoodDuringARotation() {
    var rotating = new MetaSignature(List.of("next_secret", "test_app_secret"));

    assertThat(rotating.accepts(List.of(OF_ESCAPED), ESCAPED.getBytes(StandardCharsets.UTF_8)))
        .isTrue();
  }

  @Test
  void anotherAppsSecretIsNone() {
    for (var secrets : List.of(List.of("other"), List.<String>of(), List.of("", " "))) {
      assertThat(
              new MetaSignature(secrets)
                  .accepts(List.of(OF_ESCAPED), ESCAPED.getBytes(StandardCharsets.UTF_8)))
          .as(secrets.toString())
          .isFalse();
    }
  }

  @Test
  void everySingleWrongDigitIsRefused() {
    for (int i = 7; i < OF_ESCAPED.length(); i++) {
      var digits = OF_ESCAPED.toCharArray();
      digits[i] = digits[i] == '0' ? '1' : '0';

      assertThat(accepts(new String(digits), ESCAPED)).as(Arrays.toString(digits)).isFalse();
    }
  }

  private boolean accepts(String header, String body) {
    return signature.accepts(List.of(header), body.getBytes(StandardCharsets.UTF_8));
  }
}
