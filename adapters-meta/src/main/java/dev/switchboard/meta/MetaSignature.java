package dev.switchboard.meta;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks {@code X-Hub-Signature-256}: an HMAC-SHA256 over the bytes as they came, never over JSON
 * written again, for Meta signs its own escaping. Thread-safe.
 */
public final class MetaSignature {
  public static final String HEADER = "X-Hub-Signature-256";

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "sha256=";
  private static final int LENGTH = PREFIX.length() + 64;

  private final List<SecretKeySpec> keys;

  /**
   * @param secrets every app secret that is valid now, two while one is exchanged for another; with
   *     none, nothing is ever accepted
   */
  public MetaSignature(List<String> secrets) {
    keys =
        secrets.stream()
            .filter(secret -> !secret.isBlank())
            .map(secret -> new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM))
            .toList();
  }

  /**
   * Whether one of the secrets signed exactly this body.
   *
   * @param headers every value of the header that the request carries; anything but one is refused
   */
  public boolean accepts(List<String> headers, byte[] body) {
    if (keys.isEmpty() || headers.size() != 1) {
      return false;
    }
    var header = headers.getFirst();
    if (header.length() != LENGTH || !header.startsWith(PREFIX)) {
      return false;
    }
    return decoded(header.substring(PREFIX.length())) instanceof byte[] claimed
        && signedByAny(claimed, body);
  }

  private boolean signedByAny(byte[] claimed, byte[] body) {
    var accepted = false;
    for (var key : keys) { // all of them, so that time does not tell which
      accepted |= MessageDigest.isEqual(hmac(key, body), claimed);
    }
    return accepted;
  }

  private static byte[] decoded(String hex) {
    try {
      return HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static byte[] hmac(SecretKeySpec key, byte[] body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
