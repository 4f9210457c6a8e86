package dev.switchboard.application.stream;

import java.time.Duration;

/**
 * How patient a hub is.
 *
 * @param poll how late a hint that was lost, or an event of another node, may be found
 * @param heartbeat between pings
 * @param revalidate how long an idle socket may outlive its session where nobody told
 * @param presenceGrace how long somebody may be away and still be called online
 * @param resumeWindow how old a missed event may be
 * @param resumeFrames how many of a user's frames may have been missed
 * @param backlog how many bytes may wait for all sockets together before those that read nothing
 *     go; twice as many at most
 * @param stall how long a replay waits for a client that takes nothing
 * @param socketsPerUser open at once
 * @param socketsPerCompany open at once
 */
public record HubLimits(
    Duration poll,
    Duration heartbeat,
    Duration revalidate,
    Duration presenceGrace,
    Duration resumeWindow,
    int resumeFrames,
    Duration stall,
    long backlog,
    int socketsPerUser,
    int socketsPerCompany) {
  public static final HubLimits DEFAULT =
      new HubLimits(
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofHours(24),
          10_000,
          Duration.ofSeconds(30),
          64L << 20,
          50,
          10_000);

  private static final int SHARE = 8;

  /**
   * An eighth of the heap may wait for the sockets.
   *
   * @param heap bytes
   */
  public HubLimits within(long heap) {
    return new HubLimits(
        poll,
        heartbeat,
        revalidate,
        presenceGrace,
        resumeWindow,
        resumeFrames,
        stall,
        heap / SHARE,
        socketsPerUser,
        socketsPerCompany);
  }

  public HubLimits allowing(int perUser, int perCompany) {
    return new HubLimits(
        poll,
        heartbeat,
        revalidate,
        presenceGrace,
        resumeWindow,
        resumeFrames,
        stall,
        backlog,
        perUser,
        perCompany);
  }
}
