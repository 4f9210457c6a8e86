package dev.switchboard.web.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.switchboard.application.account.AccessTokens;
import dev.switchboard.application.account.AccessTokensContract;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtAccessTokensTest implements AccessTokensContract {
  private static final byte[] KEY = key('a');
  private static final byte[] OTHER_KEY = key('b');

  @Override
  public AccessTokens tokensAt(Instant now) {
    return new JwtAccessTokens(KEY, Optional.empty(), Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void isAcceptedUntilItExpiresAndForTheClockSkewAfter() {
    var token = tokensAt(NOON).issue(CLAIMS);

    assertThat(tokensAt(NOON.plusSeconds(1_799)).verify(token)).contains(CLAIMS);
    assertThat(tokensAt(NOON.plusSeconds(1_800 + 61)).verify(token)).isEmpty();
  }

  @Test
  void isNotAcceptedBeforeItWasIssued() {
    var token = tokensAt(NOON).issue(CLAIMS);

    assertThat(tokensAt(NOON.minusSeconds(61)).verify(token)).isEmpty();
    assertThat(tokensAt(NOON.minusSeconds(5)).verify(token)).contains(CLAIMS);
  }

  @Test
  void aWellFormedTokenOfOurKeyIsTheControlOfTheseTests() {
    assertThat(accepted(forged(token -> token))).isTrue();
  }

  @Test
  void aForeignKeyIsRefused() {
    assertThat(accepted(builder().sign(Algorithm.HMAC256(OTHER_KEY)))).isFalse();
  }

  @Test
  void noOtherAlgorithmIsAccepted() throws Exception {
    var pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();

    assertThat(accepted(builder().sign(Algorithm.none()))).isFalse();
    assertThat(accepted(builder().sign(Algorithm.HMAC384(KEY)))).isFalse();
    assertThat(accepted(builder().sign(Algorithm.HMAC512(KEY)))).isFalse();
    assertThat(accepted(builder().sign(rsa(pair)))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE", "HS384", "RS256", "ES256", ""})
  void aSwappedAlgorithmHeaderIsRefused(String algorithm) {
    var header = "{\"alg\":\"%s\",\"typ\":\"at+jwt\"}".formatted(algorithm);

    assertThat(accepted(withHeader(header, true))).isFalse();
    assertThat(accepted(withHeader(header, false))).isFalse();
  }

  @Test
  void anEmptyOrTruncatedOrChangedSignatureIsRefused() {
    var token = tokensAt(NOON).issue(CLAIMS);
    var dot = token.lastIndexOf('.');

    assertThat(accepted(token.substring(0, dot))).isFalse();
    assertThat(accepted(token.substring(0, dot + 1))).isFalse();
    assertThat(accepted(token.substring(0, token.length() - 4))).isFalse();
    assertThat(accepted(token + "AAAA")).isFalse();
  }

  @Test
  void aChangedPayloadIsRefused() {
    var parts = tokensAt(NOON).issue(CLAIMS).split("\\.");
    var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    var changed = payload.replace("\"company\":1", "\"company\":9");

    assertThat(changed).isNotEqualTo(payload);
    assertThat(accepted(parts[0] + "." + encode(changed) + "." + parts[2])).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "rt+jwt", "ws+jwt", "AT+JWT", ""})
  void anotherKindOfTokenIsRefused(String type) {
    assertThat(accepted(forged(token -> token.withHeader(Map.of("typ", type))))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kid", "jku", "x5u", "x5c"})
  void aHeaderThatPointsAtAKeyIsRefused(String name) {
    var headers = Map.<String, Object>of("typ", "at+jwt", name, "../../dev/null' or 1=1");

    assertThat(accepted(forged(token -> token.withHeader(headers)))).isFalse();
  }

  @Test
  void anotherIssuerOrAudienceIsRefused() {
    assertThat(accepted(forged(token -> token.withIssuer("elsewhere")))).isFalse();
    assertThat(accepted(forged(token -> token.withAudience("elsewhere")))).isFalse();
  }

  @Test
  void claimsOfAWrongShapeAreRefused() {
    assertThat(accepted(forged(token -> token.withSubject("ada")))).isFalse();
    assertThat(accepted(forged(token -> token.withClaim("sid", "three")))).isFalse();
    assertThat(accepted(forged(token -> token.withClaim("company", (String) null)))).isFalse();
    assertThat(accepted(forged(token -> token.withExpiresAt((Instant) null)))).isFalse();
    assertThat(accepted(forged(token -> token.withNotBefore((Instant) null)))).isFalse();
  }

  @Test
  void thePreviousKeyIsStillAcceptedButNoLongerUsed() {
    var clock = Clock.fixed(NOON, ZoneOffset.UTC);
    var rotated = new JwtAccessTokens(OTHER_KEY, Optional.of(KEY), clock);

    assertThat(rotated.verify(tokensAt(NOON).issue(CLAIMS))).contains(CLAIMS);
    assertThat(accepted(rotated.issue(CLAIMS))).isFalse();
  }

  @Test
  void aShortKeyIsRefusedAtOnce() {
    var clock = Clock.fixed(NOON, ZoneOffset.UTC);

    assertThatThrownBy(() -> new JwtAccessTokens(new byte[31], Optional.empty(), clock))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private boolean accepted(String token) {
    return tokensAt(NOON).verify(token).isPresent();
  }

  private static String forged(UnaryOperator<JWTCreator.Builder> change) {
    return change.apply(builder()).sign(Algorithm.HMAC256(KEY));
  }

  private static JWTCreator.Builder builder() {
    return JWT.create()
        .withHeader(Map.of("typ", "at+jwt"))
        .withIssuer("switchboard")
        .withAudience("switchboard")
        .withSubject("2")
        .withClaim("sid", 3L)
        .withClaim("company", 1L)
        .withNotBefore(NOON)
        .withExpiresAt(NOON.plusSeconds(60));
  }

  private static Algorithm rsa(java.security.KeyPair pair) {
    return Algorithm.RSA256(
        (java.security.interfaces.RSAPublicKey) pair.getPublic(),
        (java.security.interfaces.RSAPrivateKey) pair.getPrivate());
  }

  private static String withHeader(String header, boolean signature) {
    var parts = builder().sign(Algorithm.HMAC256(KEY)).split("\\.");
    return encode(header) + "." + parts[1] + "." + (signature ? parts[2] : "");
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] key(char fill) {
    var key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return key;
  }
}
