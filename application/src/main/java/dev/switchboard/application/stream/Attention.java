package dev.switchboard.application.stream;

import java.time.Duration;

/**
 * Whether a client still answers. Counts unanswered pings and not time alone, for what came while
 * this process stood still is read only afterwards. Thread-safe.
 */
final class Attention {
  private static final int PINGS = 3;
  private static final long NOTHING_YET = -1;

  private final long heartbeat;
  private long received = NOTHING_YET;
  private long looked;
  private int unanswered;

  /**
   * @param heartbeat between pings
   */
  Attention(Duration heartbeat) {
    this.heartbeat = heartbeat.toNanos();
  }

  /**
   * Asked with each ping.
   *
   * @param count grows with whatever comes from the client
   * @param now as {@link System#nanoTime}
   * @return whether the last three pings had an answer's time and none
   */
  synchronized boolean lost(long count, long now) {
    long pause = now - looked;
    if (count != received) {
      unanswered = 0;
    } else if (pause >= heartbeat / 2 && pause <= heartbeat * 2) {
      unanswered++;
    }
    received = count;
    looked = now;
    return unanswered >= PINGS;
  }
}
