package dev.switchboard.application.stream;

/** What a hub has in common with the hubs of other nodes. */
public record Cluster(StreamBus bus, Attendance attendance) {
  /** Of a node that is the only one. */
  public static Cluster alone(StreamBus bus) {
    return new Cluster(bus, Attendance.ALONE);
  }
}
