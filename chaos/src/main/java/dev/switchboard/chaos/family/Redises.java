package dev.switchboard.chaos.family;

import dev.switchboard.chaos.machine.Redis;
import dev.switchboard.chaos.machine.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Redis killed, flushed, paused, silent. It carries hints alone: so nothing may be lost, and
 * nothing may wait for it.
 */
final class Redises implements Family {
  private static final Duration BACK_WITHIN = Duration.ofSeconds(15);
  private static final String SETTING = "REDIS_URL";

  private final Redis redis = new Redis();

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public String about() {
    return "Redis killed, flushed, paused, silent, between two nodes";
  }

  @Override
  public String missing() {
    if (!Redis.installed()) {
      return "redis-server is missing; install the package redis-server";
    }
    try {
      return Files.readString(Path.of(".env.example")).contains(SETTING)
          ? ""
          : "this product has no setting " + SETTING;
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public Map<String, String> prepare() {
    redis.start();
    return Map.of(SETTING, redis.url());
  }

  @Override
  public void close() {
    redis.close();
  }

  @Override
  public void run(Drill drill) throws InterruptedException {
    for (var i = 0; i < 3; i++) {
      drill.calm(2_000, 4_000);
      kill(drill, Duration.ofMillis(drill.random().nextInt(8_000)));
    }
    drill.calm(2_000, 4_000);
    redis.say("FLUSHALL");
    done(drill, "flushed");
    drill.calm(2_000, 4_000);
    redis.say("CLIENT PAUSE 10000 ALL");
    during(drill, Duration.ofSeconds(10), "paused");
    redis.send(Signal.STOP);
    during(drill, Duration.ofSeconds(15), "silent");
    redis.send(Signal.CONT);
    drill.calm(2_000, 4_000);
    kill(drill, Duration.ofSeconds(60));
    drill.calm(3_000, 5_000);
  }

  private void kill(Drill drill, Duration away) throws InterruptedException {
    redis.send(Signal.KILL);
    during(drill, away, "killed, away");
    redis.start();
    done(drill, "there again");
  }

  /** Work goes on without it. */
  private static void during(Drill drill, Duration time, String what) throws InterruptedException {
    var before = drill.acknowledged();
    Thread.sleep(time);
    drill.did(
        "Redis %s for %s: %d acknowledged meanwhile"
            .formatted(what, Drill.seconds(time), drill.acknowledged() - before));
    drill.recovered(BACK_WITHIN);
  }

  private static void done(Drill drill, String what) throws InterruptedException {
    drill.did(
        "Redis %s, work goes on after %s"
            .formatted(what, Drill.seconds(drill.recovered(BACK_WITHIN))));
  }
}
