package dev.switchboard.bootstrap.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.bootstrap.Switchboard;
import dev.switchboard.bootstrap.TestSettings;
import dev.switchboard.meta.sandbox.Behaviour;
import dev.switchboard.meta.sandbox.Customer;
import dev.switchboard.meta.sandbox.GraphError;
import dev.switchboard.meta.sandbox.MetaSandbox;
import dev.switchboard.persistence.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A customer's message reaches an agent, the answer reaches the customer: against the sandbox. */
class AnswersTest {
  private static final String PAGE = "3001";
  private static final String INSTAGRAM = "17841400000003001";

  @TempDir Path folder;
  private MetaSandbox meta;
  private Switchboard switchboard;
  private Api api;
  private String admin;
  private String ada;
  private AgentSocket socket;

  @BeforeEach
  void start() throws Exception {
    meta =
        MetaSandbox.start(
            MetaSandbox.Options.of(TestSettings.FACEBOOK_APP_SECRET, Clock.systemUTC()));
    meta.page(PAGE, "EAApage");
    meta.instagram(INSTAGRAM, "EAAinstagram");
    switchboard =
        Switchboard.start(
            TestSettings.of(
                TestDatabase.emptyMigrated(),
                folder,
                Map.of(
                    "GRAPH_BASE_URL",
                    meta.baseUrl().toString(),
                    "INSTAGRAM_APP_SECRET",
                    TestSettings.FACEBOOK_APP_SECRET)),
            _ -> {});
    api = new Api(switchboard.port());
    meta.webhooks().deliverTo(api.uri("/api/webhooks"), TestSettings.FACEBOOK_APP_SECRET);
    admin = api.login("admin", TestSettings.ADMIN_PASSWORD);
    api.json(
        "POST",
        "/api/admin/users",
        admin,
        """
        {"username":"ada","email":"ada@example.test","password":"ada-loves-engines","role":"agent"}""");
    api.json(
        "POST",
        "/api/facebook/pages",
        admin,
        "{\"page_id\":\"%s\",\"page_name\":\"P\",\"access_token\":\"EAApage\"}".formatted(PAGE));
    api.json(
        "POST",
        "/api/instagram/accounts",
        admin,
        "{\"page_id\":\"%s\",\"username\":\"ig\",\"access_token\":\"EAAinstagram\"}"
            .formatted(INSTAGRAM));
    ada = api.login("ada", "ada-loves-engines");
    socket = new AgentSocket(api.socket(ada));
    socket.connect();
  }

  @AfterEach
  void stop() {
    socket.close();
    api.close();
    switchboard.close();
    meta.close();
  }

  @Test
  void aMessageReachesTheAgentAndTheAnswerReachesTheCustomer() {
    var customer = meta.customer(PAGE, "7001");
    customer.says("Is the blue one in stock?");
    var chat = chatOfNextFrame("Is the blue one in stock?");

    var answer = answer(chat, "Yes, three of them.");

    assertThat(answer.get("status").asText()).isEqualTo("queued");
    awaitStatus(chat, answer, "read"); // the customer's phone acknowledges and reads
    assertThat(customer.heard()).hasSize(1);
    assertThat(customer.heard().getFirst().text()).isEqualTo("Yes, three of them.");
    assertThat(customer.heard().getFirst().tag()).isEmpty();
    assertThat(messages(chat)).hasSize(2); // its echo is no third one
    assertThat(socket.breaks()).isEmpty();
  }

  @Test
  void instagramIsAnsweredTooAndALongTextArrivesWholeAndInOrder() {
    var customer = meta.customer(INSTAGRAM, "8001");
    customer.says("Tell me everything");
    var chat = chatOfNextFrame("Tell me everything");
    var text = String.join(" ", IntStream.range(0, 600).mapToObj(i -> "word" + i).toList());

    var answer = answer(chat, text);

    awaitStatus(chat, answer, "read");
    assertThat(customer.heard()).hasSizeGreaterThan(4);
    assertThat(
            String.join(" ", customer.heard().stream().map(sent -> sent.text().strip()).toList()))
        .isEqualTo(text);
    assertThat(messages(chat)).hasSize(2);
  }

  @Test
  void manyAnswersArriveInTheirOrder() {
    var customer = meta.customer(PAGE, "7002");
    customer.says("Count for me");
    var chat = chatOfNextFrame("Count for me");

    var answers = IntStream.range(0, 20).mapToObj(i -> answer(chat, "number " + i)).toList();

    awaitStatus(chat, answers.getLast(), "read");
    assertThat(customer.heard().stream().map(sent -> sent.text()).toList())
        .isEqualTo(IntStream.range(0, 20).mapToObj(i -> "number " + i).toList());
  }

  @Test
  void aCallWhoseAnswerIsLostIsSettledByItsEchoAndNotRepeated() {
    meta.script(PAGE).next(Behaviour.acceptsAnd(Behaviour.Line.CLOSES));
    var customer = meta.customer(PAGE, "7003");
    customer.says("Hello?");
    var chat = chatOfNextFrame("Hello?");

    var answer = answer(chat, "Here I am.");

    awaitStatus(chat, answer, "sent", "delivered", "read");
    assertThat(customer.heard()).hasSize(1);
    assertThat(messages(chat)).hasSize(2);
  }

  @Test
  void anEchoBeforeTheResponseAndTwiceMakesNoSecondMessage() {
    meta.script(PAGE)
        .next(
            Behaviour.echoes(Behaviour.Echo.BEFORE_RESPONSE),
            Behaviour.echoes(Behaviour.Echo.DUPLICATED));
    var customer = meta.customer(PAGE, "7004");
    customer.says("Hello?");
    var chat = chatOfNextFrame("Hello?");

    var first = answer(chat, "One.");
    var second = answer(chat, "Two.");

    awaitStatus(chat, first, "read");
    awaitStatus(chat, second, "read");
    assertThat(messages(chat)).hasSize(3);
  }

  @Test
  void aDeadTokenHoldsTheAnswerUntilThereIsANewOne() {
    var customer = meta.customer(PAGE, "7005");
    customer.says("Hello?");
    var chat = chatOfNextFrame("Hello?");
    meta.expire("EAApage");

    var answer = answer(chat, "As soon as I may.");

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> page().get("state").asText().equalsIgnoreCase("reauth"));
    assertThat(customer.heard()).isEmpty();
    meta.page(PAGE, "EAAnew");
    api.json("PATCH", "/api/facebook/pages/" + PAGE, admin, "{\"access_token\":\"EAAnew\"}");
    awaitStatus(chat, answer, "read");
    assertThat(page().get("state").asText()).isEqualToIgnoringCase("ok");
    assertThat(customer.heard()).hasSize(1);
  }

  @Test
  void aRefusalForGoodIsShownToTheAgentWhoMayTryAgain() {
    meta.script(PAGE).next(Behaviour.fails(GraphError.PERSON_UNAVAILABLE));
    var customer = meta.customer(PAGE, "7006");
    customer.says("Hello?");
    var chat = chatOfNextFrame("Hello?");

    var answer = answer(chat, "Hi.");

    awaitStatus(chat, answer, "failed");
    var failed = message(chat, answer);
    assertThat(failed.at("/error/code").asText()).isNotEmpty();
    var frame = socket.frames("message_status").getLast();
    assertThat(frame.get("status").asText()).isEqualTo("failed");
    api.json(
        "POST",
        "/api/chats/%d/messages/%d/retry".formatted(chat, answer.get("id").asLong()),
        ada,
        null);
    awaitStatus(chat, answer, "read");
    assertThat(customer.heard()).hasSize(1);
  }

  @Test
  void whatTheCustomerChangesChanges() {
    var customer = meta.customer(PAGE, "7007");
    var mid = customer.says("I wnat two");
    var chat = chatOfNextFrame("I wnat two");

    customer.edits(mid, "I want two", 1);
    customer.reacts(mid, "love", "❤");
    await()
        .untilAsserted(
            () -> {
              var message = messages(chat).getFirst();
              assertThat(message.get("content").asText()).isEqualTo("I want two");
              assertThat(message.get("reactions")).hasSize(1);
            });
    customer.unsends(mid);
    await()
        .untilAsserted(
            () -> {
              var message = messages(chat).getFirst();
              assertThat(message.get("content").asText()).isEmpty();
              assertThat(message.get("deleted_at").isNull()).isFalse();
            });
  }

  @Test
  void aProfileArrivesLaterAndMayFail() {
    Customer known = meta.customer(PAGE, "7008");
    known.says("Guess who");
    var chat = chatOfNextFrame("Guess who");

    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                !api.json("GET", "/api/chats/" + chat, ada, null)
                    .get("username")
                    .asText()
                    .startsWith("Customer "));
  }

  private long chatOfNextFrame(String text) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                socket.frames("new_message").stream()
                    .anyMatch(frame -> frame.at("/message/content").asText().equals(text)));
    return socket.frames("new_message").getLast().get("chat_id").asLong();
  }

  private JsonNode answer(long chat, String text) {
    return api.json(
        "POST", "/api/chats/" + chat + "/message", ada, "{\"content\":\"" + text + "\"}");
  }

  private void awaitStatus(long chat, JsonNode answer, String... statuses) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(message(chat, answer).get("status").asText()).isIn(List.of(statuses)));
  }

  private JsonNode message(long chat, JsonNode answer) {
    return messages(chat).stream()
        .filter(message -> message.get("id").equals(answer.get("id")))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> messages(long chat) {
    return api.all("/api/chats/" + chat + "/messages", admin);
  }

  private JsonNode page() {
    return api.json("GET", "/api/facebook/pages/" + PAGE, admin, null);
  }
}
