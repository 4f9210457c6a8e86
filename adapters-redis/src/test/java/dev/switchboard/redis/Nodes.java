package dev.switchboard.redis;

import static org.awaitility.Awaitility.await;

import dev.switchboard.application.throttle.LocalAllowances;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Nodes of one installation; patient ones, for the machine that tests run on may be busy. */
final class Nodes {
  static final Patience PATIENT =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMillis(100),
          Duration.ofSeconds(10));
  private static final Duration FIRST = Duration.ofMinutes(1); // the library is loaded by it
  private static final AtomicLong COUNT = new AtomicLong(1);

  private Nodes() {}

  static RedisNodes open(RedisServer server) {
    return connected(server.address(), PATIENT, "tests");
  }

  static RedisNodes connected(RedisAddress address, Patience patience, String installation) {
    var nodes = open(address, patience, installation);
    await().atMost(FIRST).until(nodes::up);
    return nodes;
  }

  static RedisLine line(RedisServer server) {
    var line = new RedisLine(server.address(), PATIENT, "unused", _ -> {}).start();
    await().atMost(FIRST).until(line::up);
    return line;
  }

  /** Of all keys and channels of an installation. */
  static String prefix(String installation) {
    return "switchboard:" + HexFormat.of().formatHex(bytes(installation)).substring(0, 16);
  }

  private static byte[] bytes(String installation) {
    return (installation + ", an installation").getBytes(StandardCharsets.UTF_8);
  }

  static RedisNodes open(RedisAddress address, Patience patience, String installation) {
    return RedisNodes.open(
        address,
        patience,
        bytes(installation),
        ByteBuffer.allocate(Long.BYTES).putLong(COUNT.getAndIncrement()).array(),
        new LocalAllowances());
  }
}
