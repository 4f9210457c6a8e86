package dev.switchboard.bootstrap.mainjob;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed webhooks by the thousand, as Meta would post them: single and in batches, some twice, out
 * of order, many at once. What was answered with 200 is acknowledged.
 */
final class MetaLoad {
  /** One message of one customer; {@code at} is its time in milliseconds. */
  record Event(String page, String customer, String mid, String text, long at) {
    String json() {
      return """
          {"sender":{"id":"%s"},"recipient":{"id":"%s"},"timestamp":%d,"message":{"mid":"%s","text":"%s"}}"""
          .formatted(customer, page, at, mid, text);
    }
  }

  private static final int POSTS_BETWEEN_DISTURBANCES = 10;

  private final String secret;
  private final URI webhook;
  private final Random random;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Set<Event> acknowledged = ConcurrentHashMap.newKeySet();

  MetaLoad(URI webhook, String secret, long seed) {
    this.webhook = webhook;
    this.secret = secret;
    this.random = new Random(seed);
  }

  /** {@code perCustomer} messages of each customer, one second apart. */
  static List<Event> events(List<String> pages, int customers, int perCustomer, long startAt) {
    var events = new ArrayList<Event>();
    for (int c = 0; c < customers; c++) {
      var page = pages.get(c % pages.size());
      for (int m = 0; m < perCustomer; m++) {
        var mid = "m_" + page + "_" + c + "_" + m;
        events.add(
            new Event(
                page, "9" + c, mid, "text " + m + " \\u00e4 of " + c, startAt + m * 1000L + c));
      }
    }
    return events;
  }

  /**
   * Posts them all, {@code duplicatePercent} of them twice, at most {@code parallel} at once.
   *
   * @param disturb is run again and again while the posts are under way
   */
  void post(List<Event> events, int duplicatePercent, int maxBatch, int parallel, Runnable disturb)
      throws InterruptedException {
    var all = new ArrayList<>(events);
    events.stream().filter(_ -> random.nextInt(100) < duplicatePercent).forEach(all::add);
    Collections.shuffle(all, random);
    var slots = new Semaphore(parallel);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int from = 0, posts = 1; from < all.size(); posts++) {
        if (posts % POSTS_BETWEEN_DISTURBANCES == 0) {
          disturb.run();
        }
        var size = random.nextInt(3) > 0 ? 1 : 1 + random.nextInt(maxBatch);
        var batch = List.copyOf(all.subList(from, Math.min(all.size(), from + size)));
        from += size;
        slots.acquire();
        executor.submit(
            () -> {
              try {
                if (post(batch)) {
                  acknowledged.addAll(batch);
                }
              } finally {
                slots.release();
              }
            });
      }
    }
  }

  Set<Event> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  /** Whether it was answered with 200; a connection that breaks was not. */
  private boolean post(List<Event> batch) {
    try {
      return send(batch).statusCode() == 200;
    } catch (IOException _) {
      return false; // the server went away: nothing is promised for this one
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** One post, which is not counted, and its answer. */
  HttpResponse<String> send(List<Event> batch) throws IOException, InterruptedException {
    var entries =
        batch.stream().collect(Collectors.groupingBy(Event::page)).entrySet().stream()
            .map(
                entry ->
                    "{\"id\":\"%s\",\"time\":1,\"messaging\":[%s]}"
                        .formatted(
                            entry.getKey(),
                            entry.getValue().stream()
                                .map(Event::json)
                                .collect(Collectors.joining(","))))
            .collect(Collectors.joining(","));
    var body =
        ("{\"object\":\"page\",\"entry\":[" + entries + "]}").getBytes(StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(webhook)
            .header("Content-Type", "application/json")
            .header("X-Hub-Signature-256", sign(body, secret))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  static String sign(byte[] body, String secret) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
