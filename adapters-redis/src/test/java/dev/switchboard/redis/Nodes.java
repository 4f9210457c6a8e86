package dev.switchboard.redis;

import dev.switchboard.application.throttle.LocalAllowances;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Nodes of one installation; patient ones, for the machine that tests run on may be busy. */
final class Nodes {
  static final Patience PATIENT =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMillis(100),
          Duration.ofSeconds(10));
  private static final AtomicLong COUNT = new AtomicLong(1);

  private Nodes() {}

  static RedisNodes open(RedisServer server) {
    return open(server.address(), PATIENT, "tests");
  }

  static RedisNodes open(RedisAddress address, Patience patience, String installation) {
    return RedisNodes.open(
        address,
        patience,
        (installation + ", an installation").getBytes(StandardCharsets.UTF_8),
        ByteBuffer.allocate(Long.BYTES).putLong(COUNT.getAndIncrement()).array(),
        new LocalAllowances());
  }
}
