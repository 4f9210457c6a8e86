package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.stream.Cluster;
import dev.switchboard.application.stream.LocalBus;
import dev.switchboard.application.throttle.Allowances;
import dev.switchboard.application.throttle.LocalAllowances;
import dev.switchboard.bootstrap.settings.Secrets;
import dev.switchboard.bootstrap.settings.Settings;
import dev.switchboard.redis.Patience;
import dev.switchboard.redis.RedisNodes;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** What this node has in common with others: on Redis where there is one, else in memory. */
public record Nodes(Cluster cluster, Allowances allowances, Optional<RedisNodes> redis)
    implements AutoCloseable {
  private static final int NAME_BYTES = 8;

  /** Of a node that tells nobody anything; what it does is found by the others all the same. */
  public static Nodes alone() {
    return new Nodes(Cluster.alone(new LocalBus()), new LocalAllowances(), Optional.empty());
  }

  /** Whether or not Redis is there. */
  public static Nodes of(Settings settings, Secrets secrets) {
    if (settings.redis().isEmpty()) {
      return alone();
    }
    var name = new byte[NAME_BYTES];
    new SecureRandom().nextBytes(name);
    var redis =
        RedisNodes.open(
            settings.redis().get(),
            Patience.DEFAULT,
            secrets.installation(),
            name,
            new LocalAllowances());
    return new Nodes(redis.cluster(), redis.allowances(), Optional.of(redis));
  }

  /** What does not work as it should, though this node does. */
  public List<String> degraded() {
    return redis.filter(some -> !some.up()).map(_ -> List.of("redis")).orElse(List.of());
  }

  @Override
  public void close() {
    redis.ifPresent(RedisNodes::close);
  }
}
