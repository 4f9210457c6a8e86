package dev.switchboard.domain.user;

import java.util.HexFormat;

/** SHA-256 of a token: enough to recognise it, useless to present. */
public record TokenHash(String hex) {
  public static TokenHash of(byte[] hash) {
    return new TokenHash(HexFormat.of().formatHex(hash));
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }
}
