package dev.switchboard.domain.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a token: enough to recognise it, useless to present. */
public record TokenHash(String hex) {
  /**
   * @param hash as {@link #bytes} gave it
   */
  public static TokenHash of(byte[] hash) {
    return new TokenHash(HexFormat.of().formatHex(hash));
  }

  public static TokenHash ofText(String token) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return of(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }
}
