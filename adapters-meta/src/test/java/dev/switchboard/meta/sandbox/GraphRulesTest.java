package dev.switchboard.meta.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stand-in refuses what Meta refuses, in its words. */
class GraphRulesTest {
  private static final String HELLO = "{\"text\":\"hello\"}";
  private static final String TAGGED = "\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"HUMAN_AGENT\"";

  private final SettableClock clock = new SettableClock();
  private final MetaSandbox sandbox = MetaSandbox.start(MetaSandbox.Options.of("secret", clock));
  private final Product product = new Product(sandbox);
  private final SandboxAccount page = sandbox.page("100", "page-token");
  private final SandboxAccount instagram = sandbox.instagram("200", "ig-token");
  private final Customer ada = sandbox.customer("100", "1");
  private final Customer eve = sandbox.customer("200", "2");

  @AfterEach
  void stop() {
    product.close();
    sandbox.close();
  }

  @Test
  void withinADayAnAnswerArrives() throws IOException {
    ada.says("hi");

    var answer = product.send(page, "1", "{\"text\":\"hello\",\"metadata\":\"sb:7\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    var json = Product.json(answer);
    assertThat(json.path("recipient_id").asText()).isEqualTo("1");
    assertThat(ada.heard())
        .singleElement()
        .satisfies(
            sent -> {
              assertThat(sent.mid()).isEqualTo(json.path("message_id").asText());
              assertThat(sent.text()).isEqualTo("hello");
              assertThat(sent.metadata()).isEqualTo("sb:7");
            });
  }

  @Test
  void afterADayOnlyAPersonsTagHelpsAndThatForAWeek() throws IOException {
    ada.says("hi");
    eve.says("hi");
    clock.advance(Duration.ofHours(24));

    refused(product.send(page, "1", HELLO), 10, 2018278);
    refused(product.send(instagram, "2", HELLO), 10, 2534022);
    assertThat(product.send(page, "1", TAGGED, HELLO).statusCode()).isEqualTo(200);

    clock.advance(Duration.ofDays(6));
    refused(product.send(page, "1", TAGGED, HELLO), 10, 2018278);
    assertThat(sandbox.ledger().sent()).hasSize(1);
  }

  @Test
  void aReactionOpensTheWindowAgain() throws IOException {
    var mid = ada.says("hi");
    clock.advance(Duration.ofDays(30));
    ada.reacts(mid, "love", "❤");

    assertThat(product.send(page, "1", HELLO).statusCode()).isEqualTo(200);
  }

  @Test
  void whoNeverWroteDoesNotExist() throws IOException {
    refused(product.send(page, "99", HELLO), 100, 2018001);
  }

  @Test
  void otherTagsAreGone() throws IOException {
    ada.says("hi");

    refused(
        product.send(
            page, "1", "\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"ACCOUNT_UPDATE\"", HELLO),
        100,
        0);
  }

  @Test
  void textsHaveALimitOfCharactersOrOfBytes() throws IOException {
    ada.says("hi");
    eve.says("hi");

    assertThat(product.send(page, "1", text("ä".repeat(2000))).statusCode()).isEqualTo(200);
    refused(product.send(page, "1", text("ä".repeat(2001))), 100, 0);
    assertThat(product.send(instagram, "2", text("ä".repeat(500))).statusCode()).isEqualTo(200);
    refused(product.send(instagram, "2", text("ä".repeat(501))), 100, 0);
  }

  @Test
  void thirteenQuickRepliesAreEnough() throws IOException {
    ada.says("hi");
    var one = "{\"content_type\":\"text\",\"title\":\"x\",\"payload\":\"x\"}";

    assertThat(product.send(page, "1", quickReplies(one, 13)).statusCode()).isEqualTo(200);
    refused(product.send(page, "1", quickReplies(one, 14)), 100, 0);
  }

  @Test
  void anActionGoesAlone() throws IOException {
    ada.says("hi");
    var both =
        "{\"recipient\":{\"id\":\"1\"},\"sender_action\":\"typing_on\",\"message\":" + HELLO + "}";

    refused(product.call("POST", "/100/messages", "page-token", both), 100, 2018014);
    var alone = "{\"recipient\":{\"id\":\"1\"},\"sender_action\":\"typing_on\"}";
    assertThat(product.call("POST", "/me/messages", "page-token", alone).statusCode())
        .isEqualTo(200);
    assertThat(sandbox.ledger().sent()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"{}", "[]", "not json", "''"})
  void nonsenseIsABadRequest(String body) throws IOException {
    refused(product.call("POST", "/100/messages", "page-token", body), 100, 0);
  }

  @Test
  void aTokenOpensItsOwnAccountAlone() throws IOException {
    ada.says("hi");
    var body = "{\"recipient\":{\"id\":\"1\"},\"message\":" + HELLO + "}";

    refused(product.call("POST", "/v25.0/100/messages", "ig-token", body), 100, 33);
    refused(product.call("POST", "/v25.0/100/messages", "unknown", body), 190, 0);
    sandbox.expire("page-token");
    refused(product.send(page, "1", HELLO), 190, 463);
  }

  @Test
  void aCallMustProveThatItComesFromTheApp() throws IOException {
    refused(product.raw("GET", "/me", "page-token", ""), 100, 0);
    refused(product.raw("GET", "/me?appsecret_proof=00", "page-token", ""), 100, 0);
    assertThat(product.get("/me", "page-token").statusCode()).isEqualTo(200);
  }

  private static String text(String text) {
    return "{\"text\":\"" + text + "\"}";
  }

  private static String quickReplies(String one, int count) {
    return "{\"text\":\"x\",\"quick_replies\":["
        + String.join(",", java.util.Collections.nCopies(count, one))
        + "]}";
  }

  private static void refused(HttpResponse<String> answer, int code, int subcode)
      throws IOException {
    assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
    var error = Product.json(answer).path("error");
    assertThat(error.path("code").asInt()).isEqualTo(code);
    assertThat(error.path("error_subcode").asInt()).isEqualTo(subcode);
    assertThat(error.path("fbtrace_id").asText()).isNotEmpty();
  }
}
