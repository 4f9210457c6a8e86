package dev.switchboard.bench.load;

import dev.switchboard.bench.http.Arrivals;
import dev.switchboard.bench.http.Bursts;
import dev.switchboard.bench.http.HttpLoad;
import dev.switchboard.bench.http.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Webhooks until every event is stored, assigned and on the stream: the time runs on until nothing
 * waits, and every acknowledged message must be there.
 */
public final class WebhookLoad implements Load {
  private static final int CUSTOMERS = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  // many events are stored some twenty times as fast as they are taken in
  private static final Duration AHEAD = Duration.ofMillis(250);

  private final Scene scene;
  private final Backlog backlog;
  private final int events;
  private final int connections;
  private final double target;
  private int runs;
  private long messagesBefore;
  private long streamBefore;

  public WebhookLoad(Scene scene, int events, int connections, double target) {
    this.scene = scene;
    this.backlog = new Backlog(scene.server());
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
  public Outcome run(Arrivals arrivals, Duration time) {
    messagesBefore = messages();
    streamBefore = onTheStream();
    var posts =
        new Webhooks(
            Scene.PAGE, System.nanoTime() + "_" + events + "_" + runs++, CUSTOMERS, events);
    return arrivals.open() || events == 1
        ? sent(arrivals, posts::post, time)
        : Bursts.run(time, before -> sent(arrivals, n -> posts.post(before + n), AHEAD));
  }

  private Outcome sent(Arrivals arrivals, LongFunction<byte[]> posts, Duration time) {
    return new HttpLoad(scene.product().address(), connections, arrivals, posts)
        .run(time)
        .untilNow(backlog.awaitNone(PATIENCE));
  }

  @Override
  public Optional<String> settle(Outcome outcome) {
    if (outcome.undone() > 0) {
      return Optional.of(
          "%d of %d posts still waited %d s after the last was sent; %s"
              .formatted(
                  outcome.undone(), outcome.ok(), PATIENCE.toSeconds(), backlog.awaitSettled()));
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
  public List<Mark> marks() {
    var oneCall = new Mark("pgbench, one call", "ingest-one-call");
    return events == 1
        ? List.of(oneCall, new Mark("pgbench, one by one", "ingest-statements"))
        : List.of(oneCall);
  }
}
