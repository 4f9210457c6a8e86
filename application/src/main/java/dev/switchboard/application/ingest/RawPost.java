package dev.switchboard.application.ingest;

import java.time.Instant;

/**
 * A post as it came, signature checked, contents not looked at.
 *
 * @param source the path it came in by, for people
 */
public record RawPost(long id, String source, byte[] body, Instant receivedAt) {
  @Override
  public String toString() {
    return "post " + id + " by " + source; // never what it says
  }
}
