package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.TokenHash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The texts of refresh tokens: {@code rt_<company>_<256 bits>}. A successor is derived from its
 * predecessor under a key, so that a client that asks twice gets the same one although only hashes
 * are stored. Thread-safe.
 */
public final class RefreshSecrets {
  private static final Pattern FORM = Pattern.compile("rt_([0-9]{1,18})_[A-Za-z0-9_-]{43}");
  private static final int SECRET_BYTES = 32;
  private static final String MAC = "HmacSHA256";

  private final RandomGenerator random;
  private final SecretKeySpec key;

  /**
   * @param random cryptographically strong
   * @param key used for nothing else
   */
  public RefreshSecrets(RandomGenerator random, byte[] key) {
    this.random = random;
    this.key = new SecretKeySpec(key, MAC);
  }

  public String first(CompanyId company) {
    var secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return text(company, secret);
  }

  public String successor(CompanyId company, String predecessor) {
    try {
      var mac = Mac.getInstance(MAC);
      mac.init(key);
      return text(company, mac.doFinal(predecessor.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks " + MAC, e);
    }
  }

  /** Whose it claims to be; empty for what cannot be a refresh token of ours. */
  public static Optional<CompanyId> companyOf(String text) {
    var parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(new CompanyId(Long.parseLong(parts.group(1))))
        : Optional.empty();
  }

  public static TokenHash hash(String text) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return TokenHash.of(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }

  private static String text(CompanyId company, byte[] secret) {
    return "rt_%s_%s"
        .formatted(company, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }
}
