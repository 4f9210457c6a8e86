package dev.switchboard.application.conversation;

import dev.switchboard.domain.Rejection.Invalid;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** A place in a list that is ordered by time and id: just behind this one. */
public record Cursor(Instant at, long id) {
  private static final int LENGTH = Long.BYTES + Integer.BYTES + Long.BYTES;

  /** For URLs; means nothing to whoever holds it. */
  public String encoded() {
    var bytes = ByteBuffer.allocate(LENGTH);
    bytes.putLong(at.getEpochSecond()).putInt(at.getNano()).putLong(id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * @throws dev.switchboard.domain.Rejected {@code Invalid}: not one of ours
   */
  public static Cursor decode(String encoded) {
    try {
      var bytes = Base64.getUrlDecoder().decode(encoded);
      if (bytes.length != LENGTH) {
        throw invalid();
      }
      var buffer = ByteBuffer.wrap(bytes);
      var at = Instant.ofEpochSecond(buffer.getLong(), buffer.getInt());
      if (at.isBefore(Instant.EPOCH) || at.getEpochSecond() > 253_402_300_799L) { // year 9999
        throw invalid();
      }
      return new Cursor(at, buffer.getLong());
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException _) {
      throw invalid();
    }
  }

  private static RuntimeException invalid() {
    return Invalid.field("cursor", "cursor", "cursor is not one that this API gave").asException();
  }
}
