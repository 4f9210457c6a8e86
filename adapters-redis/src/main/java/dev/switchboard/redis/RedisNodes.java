package dev.switchboard.redis;

import dev.switchboard.application.stream.Attendance;
import dev.switchboard.application.stream.Cluster;
import dev.switchboard.application.stream.StreamBus;
import dev.switchboard.application.throttle.Allowances;
import java.util.HexFormat;

/**
 * What the nodes of an installation have in common, on one Redis. Opens whether or not Redis is
 * there. Nothing is kept there that is not also elsewhere, or may not be lost.
 */
public final class RedisNodes implements AutoCloseable {
  /**
   * What has gone over it since the start.
   *
   * @param up whether Redis answers
   * @param failures questions without an answer in time
   * @param dropped hints that could not be sent
   * @param refused what was on the channel and is no hint
   * @param alone tries on quotas that this node decided on by itself
   */
  public record Figures(
      boolean up,
      long failures,
      long sent,
      long received,
      long dropped,
      long refused,
      long alone) {}

  private final RedisLine line;
  private final RedisBus bus;
  private final RedisAttendance attendance;
  private final RedisAllowances allowances;

  private RedisNodes(
      RedisAddress address, Patience patience, String prefix, String node, Allowances local) {
    line = new RedisLine(address, patience, prefix + ":hints", text -> hear(text));
    bus = new RedisBus(line, prefix + ":hints", node);
    attendance = new RedisAttendance(line, prefix, node);
    allowances = new RedisAllowances(line, prefix, patience.answer(), local);
  }

  /**
   * @param installation the same on all its nodes and on nobody else's, so that several can share a
   *     Redis; not shown to anybody
   * @param node eight bytes, of no other node
   * @param local decides on quotas while Redis does not answer
   */
  public static RedisNodes open(
      RedisAddress address, Patience patience, byte[] installation, byte[] node, Allowances local) {
    var hex = HexFormat.of();
    var prefix = "switchboard:" + hex.formatHex(installation).substring(0, 16);
    var nodes = new RedisNodes(address, patience, prefix, hex.formatHex(node), local);
    nodes.line.start();
    return nodes;
  }

  private void hear(String text) {
    bus.heard(text);
  }

  public StreamBus bus() {
    return bus;
  }

  public Attendance attendance() {
    return attendance;
  }

  public Cluster cluster() {
    return new Cluster(bus, attendance);
  }

  public Allowances allowances() {
    return allowances;
  }

  public boolean up() {
    return line.up();
  }

  public Figures figures() {
    return new Figures(
        line.up(),
        line.failures(),
        bus.sent(),
        bus.received(),
        bus.dropped(),
        bus.refused(),
        allowances.alone());
  }

  @Override
  public void close() {
    line.close();
  }
}
