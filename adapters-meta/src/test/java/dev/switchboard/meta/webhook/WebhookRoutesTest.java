package dev.switchboard.meta.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.ingest.InMemoryWebhookInbox;
import dev.switchboard.application.ingest.InboxAppender;
import dev.switchboard.application.ingest.RawPost;
import dev.switchboard.application.ingest.WebhookInbox;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.jetty.server.Handler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookRoutesTest {
  private static final byte[] BODY =
      "{\"object\":\"page\",\"entry\":[]}".getBytes(StandardCharsets.UTF_8);

  private enum Role implements RouteRole {
    OPEN
  }

  /** Whatever storage the test needs. */
  private static final class Storage implements WebhookInbox {
    private final WebhookInbox kept = new InMemoryWebhookInbox(new InMemoryTransactions());
    private volatile boolean down;

    @Override
    public void append(List<RawPost> posts) {
      if (down) {
        throw new StorageUnavailable("down", null);
      }
      kept.append(posts);
    }

    @Override
    public List<RawPost> claim(int limit, long bytes) {
      return kept.claim(limit, bytes);
    }

    @Override
    public void processed(Collection<RawPost> posts, Instant at) {
      kept.processed(posts, at);
    }

    @Override
    public Optional<Instant> oldestPending() {
      return kept.oldestPending();
    }
  }

  private static final int MOST_COMING = 1_000;
  private static final String HEADER = "X-Hub-Signature-256";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Storage storage = new Storage();
  private final List<String> byTheDoor = new CopyOnWriteArrayList<>();
  private final AtomicReference<Runnable> broken = new AtomicReference<>(() -> {});
  private InboxAppender appender;
  private Javalin server;

  @BeforeEach
  void start() {
    appender =
        new InboxAppender(
            storage, new InMemoryIds(), Clock.systemUTC(), () -> {}, InboxAppender.Limits.DEFAULT);
    appender.start();
    server = serve(settings(List.of("fb-old", "fb-new"), List.of("ig")));
  }

  @AfterEach
  void stop() {
    server.stop();
    appender.close();
    client.close();
  }

  private static WebhookSettings settings(List<String> facebook, List<String> instagram) {
    return new WebhookSettings(facebook, instagram, List.of("fb-token"), List.of("ig-token"));
  }

  private Javalin serve(WebhookSettings settings) {
    var routes = new WebhookRoutes(settings, appender, Role.OPEN, WebhookRoutesTest::refuse);
    var door =
        new WebhookDoor(
            settings,
            appender,
            headers -> {
              broken.get().run();
              headers.put("X-Common", "yes");
            },
            (path, _) -> byTheDoor.add(path),
            MOST_COMING);
    return Javalin.create(
            config -> {
              routes.addTo(config.routes);
              config.jetty.modifyServer(
                  jetty -> ((Handler.Singleton) jetty.getHandler()).insertHandler(door));
            })
        .start("127.0.0.1", 0);
  }

  /** As the product does: a client that is still sending would see a broken connection instead. */
  private static void refuse(Context context, int status, String code, String detail) {
    try {
      context.req().getInputStream().skip(2L * InboxAppender.LONGEST_POST);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    context.status(status).result(code);
  }

  @Test
  void aSignedPostIsStoredAsItCameAndThenAnswered() {
    for (var path : List.of("/api/webhooks/facebook", "/webhook")) {
      var answer = post(path, BODY, signature("fb-new", BODY));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"status\":\"received\"}");
    }
    assertThat(stored()).hasSize(2).allMatch(post -> java.util.Arrays.equals(post.body(), BODY));
    assertThat(stored())
        .extracting(RawPost::source)
        .containsExactly("/api/webhooks/facebook", "/webhook");
  }

  @Test
  void ordinaryPostsGoTheShortWay() {
    var answer = post("/webhook", BODY, signature("ig", BODY));

    await().untilAsserted(() -> assertThat(byTheDoor).containsExactly("/webhook"));
    assertThat(answer.headers().firstValue("X-Common")).contains("yes");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
  }

  @Test
  void unusualPostsGoTheLongWayAndAreStoredAllTheSame() {
    var large = padded(WebhookDoor.LONGEST + 1);
    var signed = HttpRequest.newBuilder(uri("/webhook")).header(HEADER, signature("ig", BODY));
    var withATrace =
        signed
            .copy()
            .header("traceparent", "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01")
            .POST(HttpRequest.BodyPublishers.ofByteArray(BODY));
    var ofUnknownLength =
        signed
            .copy()
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(BODY)));

    assertThat(post("/webhook", large, signature("ig", large)).statusCode()).isEqualTo(200);
    assertThat(send(withATrace.build()).statusCode()).isEqualTo(200);
    assertThat(send(ofUnknownLength.build()).statusCode()).isEqualTo(200);
    assertThat(stored()).hasSize(3);
    assertThat(byTheDoor).isEmpty();
  }

  @Test
  void whileMuchIsOnItsWayOthersGoTheLongWay() throws IOException {
    try (var slow = new Socket("127.0.0.1", server.port())) {
      var head =
          "POST /webhook HTTP/1.1\r\nHost: a\r\n%s: sha256=%s\r\nContent-Length: %d\r\n\r\n"
              .formatted(HEADER, "0".repeat(64), MOST_COMING);
      slow.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      await()
          .untilAsserted(
              () -> {
                byTheDoor.clear();
                assertThat(post("/webhook", BODY, signature("ig", BODY)).statusCode())
                    .isEqualTo(200);
                assertThat(byTheDoor).isEmpty();
              });
    }
    await()
        .untilAsserted(
            () -> {
              post("/webhook", BODY, signature("ig", BODY));
              assertThat(byTheDoor).isNotEmpty();
            });
  }

  @Test
  void theSecretIsChosenByThePath() {
    assertThat(post("/api/webhooks/facebook", BODY, signature("fb-old", BODY)).statusCode())
        .isEqualTo(200);
    assertThat(post("/api/webhooks/instagram", BODY, signature("ig", BODY)).statusCode())
        .isEqualTo(200);
    assertThat(post("/webhook", BODY, signature("ig", BODY)).statusCode()).isEqualTo(200);
    assertThat(post("/api/webhooks/facebook", BODY, signature("ig", BODY)).statusCode())
        .isEqualTo(401);
    assertThat(post("/api/webhooks/instagram", BODY, signature("fb-new", BODY)).statusCode())
        .isEqualTo(401);
  }

  @Test
  void unsignedAndBadlySignedPostsTouchNothing() {
    assertThat(post("/webhook", BODY).statusCode()).isEqualTo(401);
    assertThat(post("/webhook", BODY, "sha256=00").body()).isEqualTo("webhook.bad_signature");
    assertThat(post("/webhook", BODY, signature("wrong", BODY)).statusCode()).isEqualTo(401);
    var good = signature("ig", BODY);
    assertThat(post("/webhook", BODY, good, good).statusCode()).isEqualTo(401);
    assertThat(stored()).isEmpty();
  }

  @Test
  void withoutASecretNothingIsAccepted() {
    server.stop();
    server = serve(settings(List.of(), List.of()));

    assertThat(post("/api/webhooks/facebook", BODY, signature("fb-new", BODY)).statusCode())
        .isEqualTo(401);
    assertThat(stored()).isEmpty();
  }

  @Test
  void signedButNoJsonObjectIsRefusedAndNotStored() {
    for (var text :
        List.of("", "[]", "hello", "{\"a\":", "{\"a\":".repeat(65) + "1" + "}".repeat(65))) {
      var body = text.getBytes(StandardCharsets.UTF_8);

      assertThat(post("/webhook", body, signature("ig", body)).statusCode())
          .as(text)
          .isEqualTo(400);
    }
    assertThat(stored()).isEmpty();
  }

  @Test
  void fiveMebibytesAreTakenAndOneByteMoreIsNot() {
    var largest = padded(InboxAppender.LONGEST_POST);
    var tooLarge = padded(InboxAppender.LONGEST_POST + 1);

    assertThat(post("/webhook", largest, signature("ig", largest)).statusCode()).isEqualTo(200);
    assertThat(post("/webhook", tooLarge, signature("ig", tooLarge)).statusCode()).isEqualTo(413);
    assertThat(stored()).hasSize(1);
  }

  @Test
  void whileTheStorageIsDownThePlatformIsAskedToComeAgain() {
    storage.down = true;

    var answer = post("/webhook", BODY, signature("ig", BODY));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void whoeverCannotBeAnsweredIsToldSoAtOnce() {
    for (var failure : List.of(new IllegalStateException("for the test"), new AssertionError())) {
      broken.set(() -> sneak(failure));

      assertThat(post("/webhook", BODY, signature("ig", BODY)).statusCode()).isEqualTo(500);
    }
  }

  private static void sneak(Throwable failure) {
    switch (failure) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalArgumentException(failure);
    }
  }

  @Test
  void theHandshakeGivesTheChallengeBackAsPlainText() {
    var answer =
        get(
            "/api/webhooks/facebook?hub.mode=subscribe&hub.verify_token=fb-token&hub.challenge=%3Cscript%3E");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("<script>");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(get("/webhook?hub.mode=subscribe&hub.verify_token=ig-token&hub.challenge=7").body())
        .isEqualTo("7");
  }

  @Test
  void aHandshakeThatIsNotOursIsRefused() {
    for (var query :
        List.of(
            "",
            "?hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=7",
            "?hub.mode=subscribe&hub.verify_token=&hub.challenge=7",
            "?hub.mode=subscribe&hub.challenge=7",
            "?hub.mode=unsubscribe&hub.verify_token=fb-token&hub.challenge=7",
            "?hub.mode=subscribe&hub.verify_token=fb-token",
            "?hub.mode=subscribe&hub.verify_token=ig-token&hub.challenge=7",
            "?hub.mode=subscribe&hub.verify_token=fb-token&hub.challenge=" + "7".repeat(257))) {
      assertThat(get("/api/webhooks/facebook" + query).statusCode()).as(query).isEqualTo(403);
    }
  }

  private List<RawPost> stored() {
    return storage.claim(100, Long.MAX_VALUE);
  }

  private static byte[] padded(int size) {
    var frame = "{\"a\":\"\"}";
    return ("{\"a\":\"" + "x".repeat(size - frame.length()) + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String signature(String secret, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  private HttpResponse<String> post(String path, byte[] body, String... signatures) {
    var request =
        HttpRequest.newBuilder(uri(path))
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    for (var signature : signatures) {
      request.header(HEADER, signature);
    }
    return send(request.build());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
