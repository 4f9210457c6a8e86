package dev.switchboard.meta.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.meta.sandbox.Behaviour.Echo;
import dev.switchboard.meta.sandbox.Webhooks.Batching;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {
  private static final String SECRET = "secret";
  private static final String HELLO = "{\"text\":\"hello\",\"metadata\":\"sb:7\"}";

  private final SettableClock clock = new SettableClock();
  private final MetaSandbox sandbox = MetaSandbox.start(MetaSandbox.Options.of(SECRET, clock));
  private final Product product = new Product(sandbox);
  private final SandboxAccount page = sandbox.page("100", "page-token");
  private final SandboxAccount instagram = sandbox.instagram("200", "ig-token");
  private final Customer ada = sandbox.customer("100", "1");
  private Receiver receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = new Receiver();
    sandbox.webhooks().deliverTo(receiver.prefix(), SECRET);
  }

  @AfterEach
  void stop() throws IOException {
    product.close();
    sandbox.close();
    receiver.close();
  }

  @Test
  void whatACustomerWritesComesSigned() {
    var mid = ada.says("Hej å/ä");

    var request = receiver.requests().getFirst();
    assertThat(request.path()).isEqualTo("/webhooks/facebook");
    assertThat(request.headers().get("x-hub-signature-256"))
        .isEqualTo(WebhookBytes.signature(request.content(), SECRET));
    assertThat(new String(request.content(), java.nio.charset.StandardCharsets.US_ASCII))
        .contains("Hej \\u00e5\\/\\u00e4");
    assertThat(receiver.elements().getFirst().at("/message/mid").asText()).isEqualTo(mid);
    assertThat(sandbox.ledger().acknowledgedMids()).containsExactly(mid);
  }

  @Test
  void instagramHasAnAddressOfItsOwn() {
    sandbox.customer("200", "2").says("hi");

    var request = receiver.requests().getFirst();
    assertThat(request.path()).isEqualTo("/webhooks/instagram");
    assertThat(Receiver.json(request).path("object").asText()).isEqualTo("instagram");
  }

  @Test
  void aFailureIsTriedAgainAtOnceThenGivenUp() {
    receiver.answers(500);
    var lost = ada.says("hi");

    assertThat(receiver.requests()).hasSize(4);
    assertThat(sandbox.ledger().posts().getFirst().acknowledged()).isFalse();
    assertThat(sandbox.ledger().acknowledgedMids()).isEmpty();
    receiver.answers(200);
    sandbox.webhooks().redeliver();
    assertThat(sandbox.ledger().acknowledgedMids()).containsExactly(lost);
    assertThat(sandbox.webhooks().undelivered()).isZero();
  }

  @Test
  void aSecondAttemptMaySucceed() {
    receiver.script().next(Behaviour.loses(Behaviour.Line.CLOSES));

    var mid = ada.says("hi");

    assertThat(sandbox.ledger().posts().getFirst().attempts()).isEqualTo(2);
    assertThat(sandbox.ledger().acknowledgedMids()).containsExactly(mid);
  }

  @Test
  void anHourOfFailuresTakesTheWebhooksAway() throws IOException {
    sandbox.webhooks().deliverTo(URI.create("http://127.0.0.1:1"), SECRET);
    ada.says("lost");
    clock.advance(Duration.ofHours(1));
    sandbox.webhooks().deliverTo(receiver.prefix(), SECRET);

    ada.says("never told");
    assertThat(sandbox.webhooks().disabled(page)).isTrue();
    assertThat(receiver.requests()).isEmpty();

    product.call("POST", "/100/subscribed_apps?subscribed_fields=messages", "page-token", "");
    var mid = ada.says("told again");
    assertThat(sandbox.ledger().acknowledgedMids()).containsExactly(mid);
  }

  @Test
  void batchesAreCutShuffledAndDoubled() {
    var events = IntStream.range(0, 100).mapToObj(i -> ada.wouldSay("text " + i)).toList();

    sandbox.webhooks().sendAll(events, new Batching(30, true, 50));

    assertThat(sandbox.ledger().acknowledgedMids()).hasSize(100);
    var mids = mids(receiver.elements());
    assertThat(mids.size()).isBetween(120, 180);
    assertThat(mids.stream().distinct().toList()).isNotEqualTo(mids(elements(events)));
    assertThat(receiver.requests()).hasSize((mids.size() + 29) / 30);
  }

  @Test
  void aSentMessageComesBackAsEchoAndReceipts() throws IOException {
    ada.says("hi");
    var mid = Product.json(product.send(page, "1", HELLO)).path("message_id").asText();

    await().until(() -> receiver.elements().size() == 4);

    var echo = receiver.elements().get(1);
    assertThat(echo.at("/message/is_echo").asBoolean()).isTrue();
    assertThat(echo.at("/message/mid").asText()).isEqualTo(mid);
    assertThat(echo.at("/message/metadata").asText()).isEqualTo("sb:7");
    assertThat(echo.at("/message/app_id").isNumber()).isTrue();
    assertThat(echo.at("/sender/id").asText()).isEqualTo("100");
    assertThat(receiver.elements().get(2).at("/delivery/mids/0").asText()).isEqualTo(mid);
    assertThat(receiver.elements().get(3).at("/read/watermark").isNumber()).isTrue();
  }

  @Test
  void instagramEchoesTellNoApp() throws IOException {
    sandbox.customer("200", "2").says("hi");
    product.send(instagram, "2", HELLO);

    await().until(() -> receiver.elements().size() == 3);

    var echo = receiver.elements().get(1).path("message");
    assertThat(echo.path("text").asText()).isEqualTo("hello");
    assertThat(echo.has("metadata")).isFalse();
    assertThat(echo.has("app_id")).isFalse();
    assertThat(receiver.elements().get(2).at("/read/mid").asText())
        .isEqualTo(echo.path("mid").asText());
  }

  @Test
  void anEchoMayBeEarlyTwiceOrMissing() throws IOException {
    ada.says("hi");
    sandbox
        .script("100")
        .next(
            Behaviour.echoes(Echo.BEFORE_RESPONSE),
            Behaviour.echoes(Echo.DUPLICATED),
            Behaviour.echoes(Echo.NEVER));

    product.send(page, "1", HELLO);
    assertThat(echoes()).hasSize(1);
    product.send(page, "1", HELLO);
    await().until(() -> echoes().size() == 3);
    product.send(page, "1", HELLO);
    await().until(() -> receiver.elements().size() == 1 + 3 + 3 * 2); // hi, echoes, receipts
    assertThat(echoes()).hasSize(3);
  }

  private List<JsonNode> echoes() {
    return receiver.elements().stream()
        .filter(element -> element.at("/message/is_echo").asBoolean())
        .toList();
  }

  private static List<JsonNode> elements(List<Webhooks.Event> events) {
    return events.stream().<JsonNode>map(Webhooks.Event::element).toList();
  }

  private static List<String> mids(List<JsonNode> elements) {
    return elements.stream().map(element -> element.at("/message/mid").asText()).toList();
  }
}
