package dev.switchboard.bootstrap.operations;

import dev.switchboard.redis.RedisNodes;
import dev.switchboard.redis.RedisNodes.Figures;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** How much goes over Redis, and whether it answers. */
public final class RedisFigures {
  private final MeterRegistry registry;
  private final RedisNodes nodes;

  public RedisFigures(MeterRegistry registry, RedisNodes nodes) {
    this.registry = registry;
    this.nodes = nodes;
  }

  public void bind() {
    Gauge.builder("switchboard.redis.up", nodes, some -> some.up() ? 1 : 0).register(registry);
    counter("switchboard.redis.unanswered", Figures::failures);
    counter("switchboard.redis.quota.alone", Figures::alone);
    hints("sent", Figures::sent);
    hints("received", Figures::received);
    hints("dropped", Figures::dropped);
    hints("refused", Figures::refused);
  }

  private void counter(String name, ToDoubleFunction<Figures> figure) {
    FunctionCounter.builder(name, nodes, some -> figure.applyAsDouble(some.figures()))
        .register(registry);
  }

  private void hints(String outcome, ToDoubleFunction<Figures> figure) {
    FunctionCounter.builder(
            "switchboard.redis.hints", nodes, some -> figure.applyAsDouble(some.figures()))
        .tag("outcome", outcome)
        .register(registry);
  }
}
