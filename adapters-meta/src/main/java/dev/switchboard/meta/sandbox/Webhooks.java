package dev.switchboard.meta.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sends signed webhooks as Meta does: an answer is due within 5 seconds, what fails is tried again
 * at once a few times, and an account that fails for an hour is unsubscribed. Thread-safe.
 */
public final class Webhooks implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final Duration DISABLED_AFTER = Duration.ofHours(1);
  private static final int ATTEMPTS = 4;
  private static final int MAX_BATCH = 1000;

  /** Which list of an entry an element belongs to. */
  public enum Section {
    MESSAGING,
    STANDBY,
    CHANGES
  }

  /** One element for one account. */
  public record Event(SandboxAccount account, Section section, ObjectNode element) {
    public static Event message(SandboxAccount account, ObjectNode element) {
      return new Event(account, Section.MESSAGING, element);
    }

    Optional<String> mid() {
      return Optional.of(element.at("/message/mid").asText(element.at("/postback/mid").asText()))
          .filter(mid -> !mid.isEmpty());
    }
  }

  /**
   * How many events go into posts.
   *
   * @param size 1 to 1000 in one post
   * @param duplicatePercent this share of events comes twice
   */
  public record Batching(int size, boolean shuffled, int duplicatePercent) {
    public Batching {
      if (size < 1 || size > MAX_BATCH) {
        throw new IllegalArgumentException("1 to " + MAX_BATCH + " updates fit into one post");
      }
    }
  }

  private record Target(URI prefix, String appSecret) {}

  private final Ledger ledger;
  private final Clock clock;
  private final Random random;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(DEADLINE).build();
  private final Map<String, ScheduledExecutorService> lanes = new ConcurrentHashMap<>();
  private final Map<String, Instant> failingSince = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Event> undelivered = new ConcurrentLinkedQueue<>();
  private volatile Optional<Target> target = Optional.empty();

  Webhooks(Ledger ledger, Clock clock, long seed) {
    this.ledger = ledger;
    this.clock = clock;
    this.random = new Random(seed);
  }

  /**
   * Where the product listens; until this is said, nothing is sent.
   *
   * @param prefix without {@code /facebook} and {@code /instagram}, which are added
   */
  public void deliverTo(URI prefix, String appSecret) {
    target = Optional.of(new Target(prefix, appSecret));
  }

  /** One post with these events of one account; returns when it was answered or given up. */
  public void send(SandboxAccount account, ObjectNode... elements) {
    var events = new ArrayList<Event>();
    for (var element : elements) {
      events.add(Event.message(account, element));
    }
    post(events);
  }

  /** All of them, in as many posts as needed, one after the other. */
  public void sendAll(List<Event> events, Batching batching) {
    for (var kind : List.of("page", "instagram")) {
      var wanted =
          new ArrayList<>(
              events.stream().filter(event -> event.account().object().equals(kind)).toList());
      synchronized (random) {
        for (var event : List.copyOf(wanted)) {
          if (random.nextInt(100) < batching.duplicatePercent()) {
            wanted.add(event);
          }
        }
        if (batching.shuffled()) {
          Collections.shuffle(wanted, random);
        }
      }
      for (int from = 0; from < wanted.size(); from += batching.size()) {
        post(wanted.subList(from, Math.min(wanted.size(), from + batching.size())));
      }
    }
  }

  /** Tries once more what was given up, in its order; for after the product has come back. */
  public void redeliver() {
    var waiting = new ArrayList<Event>();
    for (var next = undelivered.poll(); next != null; next = undelivered.poll()) {
      waiting.add(next);
    }
    sendAll(waiting, new Batching(1, false, 0));
  }

  /** How many events were given up and wait for {@link #redeliver}. */
  public int undelivered() {
    return undelivered.size();
  }

  /** Posts of one account follow one another; those of others do not wait for them. */
  void later(SandboxAccount account, Duration delay, Runnable action) {
    var lane =
        lanes.computeIfAbsent(
            account.id(),
            id ->
                Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("sandbox-webhooks-" + id).factory()));
    try {
      lane.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      // closed meanwhile: nobody is left to tell
    }
  }

  /** Whether an hour of failures has taken this account's webhooks away. */
  public boolean disabled(SandboxAccount account) {
    return Optional.ofNullable(failingSince.get(account.id()))
        .filter(since -> !clock.instant().isBefore(since.plus(DISABLED_AFTER)))
        .isPresent();
  }

  void subscribe(SandboxAccount account) {
    failingSince.remove(account.id());
  }

  private void post(List<Event> events) {
    var wanted = events.stream().filter(event -> !disabled(event.account())).toList();
    var to = target;
    if (wanted.isEmpty() || to.isEmpty()) {
      return;
    }
    var post = attempt(to.get(), wanted);
    ledger.add(post);
    for (var event : wanted) {
      if (post.acknowledged()) {
        failingSince.remove(event.account().id());
      } else {
        failingSince.putIfAbsent(event.account().id(), post.at());
        undelivered.add(event);
      }
    }
  }

  private Ledger.Post attempt(Target to, List<Event> events) {
    var began = clock.instant();
    var body = WebhookBytes.of(envelope(events));
    var path = events.getFirst().account().object().equals("page") ? "/facebook" : "/instagram";
    var request =
        HttpRequest.newBuilder(URI.create(to.prefix() + path))
            .timeout(DEADLINE)
            .header("Content-Type", "application/json")
            .header("X-Hub-Signature-256", WebhookBytes.signature(body, to.appSecret()))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    var attempts = 0;
    var status = 0;
    while (status != 200 && attempts < ATTEMPTS && !Thread.currentThread().isInterrupted()) {
      attempts++;
      status = status(request);
    }
    var mids = events.stream().map(Event::mid).flatMap(Optional::stream).toList();
    var took = Duration.between(began, clock.instant());
    return new Ledger.Post(began, mids, events.size(), attempts, status, took);
  }

  private int status(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException _) {
      return 0; // nobody there, too late, or gone: all the same to Meta
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** An entry for each event, as Meta batches them. */
  private ObjectNode envelope(List<Event> events) {
    var now = clock.instant();
    var body = JsonNodeFactory.instance.objectNode();
    body.put("object", events.getFirst().account().object());
    var entries = body.putArray("entry");
    for (var event : events) {
      var entry = entries.addObject().put("id", event.account().id());
      var changes = event.section() == Section.CHANGES;
      entry.put("time", changes ? now.getEpochSecond() : now.toEpochMilli());
      entry.putArray(event.section().name().toLowerCase(Locale.ROOT)).add(event.element());
    }
    return body;
  }

  @Override
  public void close() {
    lanes.values().forEach(ScheduledExecutorService::shutdownNow);
    client.shutdownNow();
  }
}
