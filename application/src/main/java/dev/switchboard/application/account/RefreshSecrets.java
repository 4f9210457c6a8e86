package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The texts of refresh tokens. A successor is derived from its predecessor under a key, so that a
 * client that asks twice gets the same one although only hashes are stored. Thread-safe.
 */
public final class RefreshSecrets {
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

  String first(CompanyId company) {
    return TokenForm.REFRESH.fresh(company, random);
  }

  String successor(CompanyId company, String predecessor) {
    try {
      var mac = Mac.getInstance(MAC);
      mac.init(key);
      return TokenForm.REFRESH.text(
          company, mac.doFinal(predecessor.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks " + MAC, e);
    }
  }
}
