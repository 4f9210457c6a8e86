package dev.switchboard.domain.inbound;

import dev.switchboard.domain.channel.ChannelKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One thing that a platform told us, in words that no platform owns.
 *
 * @param account who it was told to
 * @param customer the person's id within that account; absent where the platform names none
 * @param at the platform's time
 * @param standby another app owns the thread: keep and show, do not answer by machine
 * @param raw a post that holds this element alone, JSON text: parsed again it says the same
 */
public record Inbound(
    ChannelKey account,
    Optional<String> customer,
    Instant at,
    boolean standby,
    InboundContent content,
    String raw) {

  /** Names what the platform gave no id, so that the same element told twice is one. */
  public String digest() {
    return digest(raw);
  }

  /** An id of fixed length in the place of one that is absent or too long to keep. */
  public static String digest(String text) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return "hash:" + HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
