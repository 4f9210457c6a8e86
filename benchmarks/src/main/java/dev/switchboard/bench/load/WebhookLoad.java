package dev.switchboard.bench.load;

import dev.switchboard.bench.http.Arrivals;
import dev.switchboard.bench.http.HttpLoad;
import dev.switchboard.bench.http.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Webhooks until every event is stored, assigned and on the stream: the time runs on until nothing
 * waits, and every acknowledged message must be there.
 */
public final class WebhookLoad implements Load {
  private static final int CUSTOMERS = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LAST_PATIENCE = Duration.ofMinutes(5);

  private final Scene scene;
  private final int events;
  private final int connections;
  private final double target;
  private int runs;
  private long messagesBefore;
  private long streamBefore;
  private long backlog;

  public WebhookLoad(Scene scene, int events, int connections, double target) {
    this.scene = scene;
    this.events = events;
    this.connections = connections;
    this.target = target;
  }

  @Override
  public String name() {
    return events == 1 ? "webhooks, one event each" : "webhooks, " + events + " events each";
  }

  @Override
  public double target() {
    return target;
  }

  @Override
  public int events() {
    return events;
  }

  @Override
  public Outcome run(Duration time) {
    messagesBefore = messages();
    streamBefore = onTheStream();
    var posts =
        new Webhooks(
            Scene.PAGE, System.nanoTime() + "_" + events + "_" + runs++, CUSTOMERS, events);
    var sent =
        new HttpLoad(scene.product().address(), connections, Arrivals.closed(), posts::post)
            .run(time);
    backlog = awaitNothingWaits(PATIENCE);
    return sent.untilNow();
  }

  /** How many still wait when the time is over. */
  private long awaitNothingWaits(Duration patience) {
    var end = System.nanoTime() + patience.toNanos();
    while (waiting() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    return waiting();
  }

  private long waiting() {
    return scene.server().number("select count(*) from webhook_inbox where processed_at is null");
  }

  @Override
  public Optional<String> settle(Outcome outcome) {
    if (backlog > 0) {
      var left = awaitNothingWaits(LAST_PATIENCE);
      return Optional.of(
          "%d webhooks still waited after %d s, %d after %d s more"
              .formatted(backlog, PATIENCE.toSeconds(), left, LAST_PATIENCE.toSeconds()));
    }
    var acknowledged = outcome.ok() * events;
    var stored = messages() - messagesBefore;
    var told = onTheStream() - streamBefore;
    return stored < acknowledged || told < acknowledged
        ? Optional.of(
            acknowledged + " acknowledged, " + stored + " stored, " + told + " on the stream")
        : Optional.empty();
  }

  private long messages() {
    return scene.server().number("select count(*) from message");
  }

  private long onTheStream() {
    return scene.server().number("select count(*) from stream_event where type = 'new_message'");
  }

  @Override
  public String script() {
    return "ingest-one-call";
  }
}
