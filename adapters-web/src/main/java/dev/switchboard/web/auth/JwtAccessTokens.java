package dev.switchboard.web.auth;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.Claim;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.switchboard.application.account.AccessTokens;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Access tokens as JWTs after RFC 9068, signed with HMAC-SHA-256 and nothing else (RFC 8725 §3.1,
 * §3.11). A header may say nothing but algorithm and type, so that nobody can point at a key. No
 * other token of this product has the type {@code at+jwt}. Thread-safe.
 */
public final class JwtAccessTokens implements AccessTokens {
  private static final int MIN_KEY_BYTES = 32; // RFC 7518 §3.2
  private static final Duration SKEW = Duration.ofSeconds(30);
  private static final String NAME = "switchboard"; // issuer and audience
  private static final String TYPE = "at+jwt";
  private static final List<String> FOREIGN_KEY_HEADERS =
      List.of("kid", "jku", "jwk", "x5u", "x5c", "x5t", "x5t#S256", "crit", "b64", "zip");

  private final Clock clock;
  private final Algorithm signing;
  private final List<JWTVerifier> verifiers;

  /**
   * @param previousKey accepted but no longer used for signing, while a key is being replaced
   * @throws IllegalArgumentException a key shorter than 256 bits
   */
  public JwtAccessTokens(byte[] key, Optional<byte[]> previousKey, Clock clock) {
    this.clock = clock;
    this.signing = algorithm(key);
    this.verifiers =
        Stream.concat(Stream.of(signing), previousKey.stream().map(JwtAccessTokens::algorithm))
            .map(this::verifier)
            .toList();
  }

  @Override
  public String issue(Claims claims) {
    var now = clock.instant();
    return JWT.create()
        .withHeader(Map.of("typ", TYPE))
        .withIssuer(NAME)
        .withAudience(NAME)
        .withSubject(claims.user().toString())
        .withClaim("sid", claims.session().value())
        .withClaim("company", claims.company().value())
        .withIssuedAt(now)
        .withNotBefore(now)
        .withExpiresAt(claims.expiresAt())
        .sign(signing);
  }

  @Override
  public Optional<Claims> verify(String token) {
    return verifiers.stream()
        .map(verifier -> decode(verifier, token))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Claims> decode(JWTVerifier verifier, String token) {
    try {
      var jwt = verifier.verify(token);
      return ownHeader(jwt) ? claims(jwt) : Optional.empty();
    } catch (JWTVerificationException | IllegalArgumentException _) {
      return Optional.empty(); // forged, expired or no token at all: the caller need not know
    }
  }

  private static boolean ownHeader(DecodedJWT jwt) {
    return TYPE.equals(jwt.getType())
        && FOREIGN_KEY_HEADERS.stream()
            .map(jwt::getHeaderClaim)
            .allMatch(header -> header.isMissing() || header.isNull());
  }

  private static Optional<Claims> claims(DecodedJWT jwt) {
    var company = number(jwt.getClaim("company"));
    var session = number(jwt.getClaim("sid"));
    var expiresAt = jwt.getExpiresAtAsInstant();
    // the library takes a claim that is there but null for present
    if (company.isEmpty() || session.isEmpty() || expiresAt == null || jwt.getNotBefore() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Claims(
            new CompanyId(company.get()),
            new UserId(Long.parseLong(jwt.getSubject())),
            new SessionId(session.get()),
            expiresAt));
  }

  private static Optional<Long> number(Claim claim) {
    return Optional.ofNullable(claim.asLong());
  }

  private static Algorithm algorithm(byte[] key) {
    if (key.length < MIN_KEY_BYTES) {
      throw new IllegalArgumentException("the signing key needs at least 256 bits");
    }
    return Algorithm.HMAC256(key);
  }

  private JWTVerifier verifier(Algorithm algorithm) {
    var verification =
        (JWTVerifier.BaseVerification)
            JWT.require(algorithm)
                .withIssuer(NAME)
                .withAudience(NAME)
                .withClaimPresence("sub")
                .withClaimPresence("exp")
                .withClaimPresence("nbf")
                .acceptLeeway(SKEW.toSeconds());
    return verification.build(clock);
  }
}
