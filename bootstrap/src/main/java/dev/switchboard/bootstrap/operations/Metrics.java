package dev.switchboard.bootstrap.operations;

import com.zaxxer.hikari.HikariDataSource;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;

/** The figures of this process, in Prometheus' format. Thread-safe. */
public final class Metrics implements AutoCloseable {
  private static final Duration[] BUCKETS =
      IntStream.of(1, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final ConcurrentMap<Served, Timer> timers = new ConcurrentHashMap<>();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

  public Metrics() {
    registry.config().commonTags("application", "switchboard");
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
  }

  public MeterRegistry registry() {
    return registry;
  }

  public String text() {
    return registry.scrape();
  }

  public void watch(List<HikariDataSource> pools) {
    pools.forEach(pool -> pool.setMetricRegistry(registry));
  }

  /**
   * Times every request by its route's template: what callers put into a path must not become a
   * figure of its own.
   */
  public void timeRequests(JavalinConfig javalin) {
    javalin.requestLogger.http(
        (context, milliseconds) ->
            timers
                .computeIfAbsent(Served.of(context), this::timer)
                .record(Duration.ofNanos((long) (milliseconds * 1_000_000))));
  }

  /** One that was answered 200 before the routes. */
  public void timeWebhook(String path, long nanos) {
    timers
        .computeIfAbsent(new Served("POST", path, 200), this::timer)
        .record(Duration.ofNanos(nanos));
  }

  private Timer timer(Served served) {
    return Timer.builder("http.server.requests")
        .tag("method", served.method())
        .tag("route", served.route())
        .tag("status", Integer.toString(served.status()))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private record Served(String method, String route, int status) {
    static Served of(Context context) {
      var matched = context.endpoints().matchedHttpEndpoint();
      return matched == null
          ? new Served("any", "unmatched", context.statusCode())
          : new Served(context.method().toString(), matched.path, context.statusCode());
    }
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }
}
