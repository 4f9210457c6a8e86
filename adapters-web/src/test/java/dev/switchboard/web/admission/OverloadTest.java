package dev.switchboard.web.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.web.Access;
import dev.switchboard.web.Requests;
import dev.switchboard.web.TestServer;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * More than the server can do, over real HTTP: two places, one of them for lists and reports. Time
 * stands still unless a test moves it, so that nobody loses patience on a slow machine.
 */
class OverloadTest {
  private static final int WAITING = 4;
  private static final int BODIES = 1_000_000;
  private static final int HUGE = 32 << 20; // more than sockets keep of what nobody takes

  private final AtomicLong now = new AtomicLong();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final Doorkeeper doorkeeper =
      new Doorkeeper(new Admission.Limits(2, 1, 2, WAITING, BODIES, 200_000), now::get);
  private final TestServer server =
      new TestServer(
          doorkeeper,
          routes -> {
            routes.post("/write", this::work, Access.PUBLIC);
            routes.get("/list", this::work, Access.PUBLIC);
            routes.get("/figures", this::work, Access.PUBLIC, Work.REPORT);
            routes.post("/webhook", this::work, Access.PUBLIC);
            routes.get("/health", context -> context.json(Map.of()), Access.PUBLIC);
            routes.get("/large", context -> context.json("x".repeat(150_000)), Access.PUBLIC);
            routes.post("/large", context -> context.json("x".repeat(150_000)), Access.PUBLIC);
            routes.get("/huge", context -> context.result(new byte[HUGE]), Access.PUBLIC);
            routes.post(
                "/echo", context -> context.json(Requests.body(context, Map.class)), Access.PUBLIC);
          });
  private final List<CompletableFuture<HttpResponse<String>>> open = new ArrayList<>();

  private void work(Context context) throws InterruptedException {
    gate.await();
    context.json(Map.of());
  }

  @AfterEach
  void stop() {
    gate.countDown();
    server.close();
  }

  @Test
  void reportsGiveWayFirstThenListsThenWritesAndPostsNever() {
    busy("POST", "/write", 2);
    var reports = waiting("GET", "/figures", WAITING);

    var lists = begun("GET", "/list", WAITING);
    refused(reports);
    var writes = begun("POST", "/write", WAITING);
    refused(lists);
    refused(begun("POST", "/write", 1));

    var post = begun("POST", "/webhook", 1);
    gate.countDown();
    assertThat(status(post.getFirst())).isEqualTo(200);
    writes.forEach(write -> assertThat(status(write)).isEqualTo(200));
    assertThat(doorkeeper.admission().refused(Work.REPORT)).isEqualTo(WAITING);
    assertThat(doorkeeper.admission().refused(Work.LIST)).isEqualTo(WAITING);
    assertThat(doorkeeper.admission().refused(Work.WRITE)).isEqualTo(1);
    assertThat(doorkeeper.admission().refused(Work.HOOK)).isZero();
  }

  @Test
  void postsThatWaitPushReportsAside() {
    busy("POST", "/webhook", 2);
    begin("POST", "/webhook");
    Awaitility.await().until(() -> doorkeeper.admission().waiting(Admission.Queue.HOOKS) == 1);

    refused(begun("GET", "/figures", 1));
  }

  @Test
  void postsThatCameAnotherWayAndWaitForLongPushPeopleAside() {
    gate.countDown();
    doorkeeper.admission().giveWayTo(() -> Duration.ofSeconds(1));

    for (var tenths = 0; tenths < 50; tenths++) {
      assertThat(server.send("POST", "/write", "", null).statusCode()).isEqualTo(200);
      now.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
    }

    refused(begun("GET", "/figures", 1));
    refused(begun("GET", "/list", 1));
    refused(begun("POST", "/write", 1));
    assertThat(server.send("POST", "/webhook", "", null).statusCode()).isEqualTo(200);
    assertThat(server.get("/health", "").statusCode()).isEqualTo(200);
    assertThat(doorkeeper.admission().age(Admission.Queue.HOOKS)).isEqualTo(Duration.ofSeconds(1));

    doorkeeper.admission().giveWayTo(() -> Duration.ZERO);

    assertThat(server.get("/figures", "").statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsVitalIsAnsweredWhateverIsGoingOn() {
    busy("POST", "/write", 2);
    waiting("POST", "/write", WAITING);

    assertThat(server.get("/health", "").statusCode()).isEqualTo(200);
  }

  @Test
  void theServerIsItselfAgainAsSoonAsItIsOver() {
    busy("POST", "/write", 2);
    waiting("POST", "/write", WAITING);
    refused(begun("GET", "/list", 1));

    gate.countDown();

    open.forEach(CompletableFuture::join);
    assertThat(server.get("/list", "").statusCode()).isEqualTo(200);
    assertThat(server.get("/figures", "").statusCode()).isEqualTo(200);
  }

  @Test
  void whoSendsSlowlyHoldsNoPlace() throws IOException {
    try (var first = slow(900);
        var second = slow(900);
        var third = slow(900)) {
      Awaitility.await().until(() -> doorkeeper.bodyBytes() == 3 * 900);
      gate.countDown();
      assertThat(server.send("POST", "/write", "", "{}").statusCode()).isEqualTo(200);
      assertThat(server.send("POST", "/echo", "", "{\"a\":1}").body()).isEqualTo("{\"a\":1}");
      assertThat(List.of(first, second, third)).noneMatch(Socket::isClosed);
    }
  }

  @Test
  void whoSendsSlowlyAndMuchIsAnsweredThatThereIsNoRoom() throws Exception {
    try (var slow = slow(700_000)) {
      Awaitility.await().until(() -> doorkeeper.bodyBytes() > 600_000);
      now.addAndGet(TimeUnit.SECONDS.toNanos(3));
      var large = "{\"a\":\"" + "x".repeat(500_000) + "\"}";

      assertThat(server.send("POST", "/echo", "", large).statusCode()).isEqualTo(200);

      var answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 503").contains("Retry-After:", "overloaded");
    }
  }

  @Test
  void aBodyThatIsTooLongIsRefusedBeforeAnybodyWaitsForIt() {
    assertThat(server.send("POST", "/echo", "", "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
    assertThat(doorkeeper.bodyBytes()).isZero();
  }

  @Test
  void whatWasWrittenIsToldHoweverManyLargeAnswersAreOnTheirWay() throws IOException {
    try (var slow = new Socket("127.0.0.1", server.server().port())) {
      slow.getOutputStream()
          .write("GET /huge HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      Awaitility.await().until(() -> doorkeeper.answerBytes() == HUGE);

      assertThat(server.get("/large", "").statusCode()).isEqualTo(503);
      assertThat(server.send("POST", "/large", "", "{}").statusCode()).isEqualTo(200);
      assertThat(doorkeeper.admission().refused(Work.LIST)).isEqualTo(1);
    }
  }

  @Test
  void nothingIsHeldOnceEverythingIsAnswered() {
    assertThat(server.send("POST", "/echo", "", "{\"a\":1}").statusCode()).isEqualTo(200);
    assertThat(server.get("/large", "").statusCode()).isEqualTo(200);

    Awaitility.await().until(() -> doorkeeper.bodyBytes() == 0 && doorkeeper.answerBytes() == 0);
  }

  /** All but the last byte of so many. */
  private Socket slow(int length) throws IOException {
    var socket = new Socket("127.0.0.1", server.server().port());
    var head =
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
            + length
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(new byte[length - 1]);
    socket.getOutputStream().flush();
    return socket;
  }

  private void busy(String method, String path, int count) {
    var work = path.equals("/webhook") ? Work.HOOK : Work.WRITE;
    begun(method, path, count);
    Awaitility.await().until(() -> doorkeeper.admission().admitted(work) == count);
  }

  private List<CompletableFuture<HttpResponse<String>>> waiting(
      String method, String path, int count) {
    var begun = begun(method, path, count);
    Awaitility.await().until(() -> doorkeeper.admission().waiting(Admission.Queue.PEOPLE) == count);
    return begun;
  }

  private List<CompletableFuture<HttpResponse<String>>> begun(
      String method, String path, int count) {
    var begun = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (var i = 0; i < count; i++) {
      begun.add(begin(method, path));
    }
    return begun;
  }

  private CompletableFuture<HttpResponse<String>> begin(String method, String path) {
    var answer =
        CompletableFuture.supplyAsync(
            () -> server.send(method, path, "", null), task -> Thread.ofVirtual().start(task));
    open.add(answer);
    return answer;
  }

  private static int status(CompletableFuture<HttpResponse<String>> answer) {
    return answer.orTimeout(20, TimeUnit.SECONDS).join().statusCode();
  }

  private static void refused(List<CompletableFuture<HttpResponse<String>>> answers) {
    for (var answer : answers) {
      assertThat(status(answer)).isEqualTo(503);
      assertThat(answer.join().headers().firstValue("Retry-After").orElse("")).matches("[1-5]");
      assertThat(answer.join().body()).contains("\"overloaded\"");
    }
  }
}
