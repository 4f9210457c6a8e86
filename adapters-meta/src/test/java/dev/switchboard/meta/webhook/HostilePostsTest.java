package dev.switchboard.meta.webhook;

import static dev.switchboard.meta.webhook.MetaPosts.ARRIVED;
import static dev.switchboard.meta.webhook.MetaPosts.at;
import static dev.switchboard.meta.webhook.MetaPosts.entry;
import static dev.switchboard.meta.webhook.MetaPosts.item;
import static dev.switchboard.meta.webhook.MetaPosts.only;
import static dev.switchboard.meta.webhook.MetaPosts.parse;
import static dev.switchboard.meta.webhook.MetaPosts.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.ingest.WebhookParser.Element;
import dev.switchboard.domain.inbound.Inbound;
import dev.switchboard.domain.inbound.InboundContent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no database holds, no type holds or nobody meant to send. */
class HostilePostsTest {
  @Test
  void charactersThatNoDatabaseHoldsAreCleaned() {
    var written =
        (InboundContent.Written)
            only("\"message\":{\"mid\":\"m\\u0000\",\"text\":\"a\\u0000b\\ud83dc\\ude00\\ud83d\\ude00\",\"nlp\":{\"k\\u0000\":\"v\\u0000\"}}")
                .content();

    assertThat(written.mid()).isEqualTo("m");
    assertThat(written.text()).isEqualTo("ab\uFFFDc\uFFFD\ud83d\ude00");
    assertThat(written.facts()).containsEntry("nlp", Map.of("k", "v"));
  }

  @Test
  void aVeryLongMidIsKeptAsItsDigest() {
    var longest = "m".repeat(512);

    assertThat(
            ((InboundContent.Unsent)
                    only("\"message\":{\"mid\":\"" + longest + "\",\"is_deleted\":true}").content())
                .mid())
        .isEqualTo(longest);
    assertThat(
            ((InboundContent.Unsent)
                    only("\"message\":{\"mid\":\"" + longest + "x\",\"is_deleted\":true}")
                        .content())
                .mid())
        .isEqualTo(Inbound.digest(longest + "x"));
  }

  @Test
  void aVeryLongTextIsCut() {
    var text =
        ((InboundContent.Written)
                only("\"message\":{\"mid\":\"m\",\"text\":\""
                        + "\\ud83d\\ude00".repeat(40_000)
                        + "\"}")
                    .content())
            .text();

    assertThat(text.length()).isEqualTo(32_768);
  }

  @Test
  void numbersThatNoTypeHoldsBecomeTexts() {
    assertThat(only("\"odd\":{\"big\":123456789012345678901234567890,\"huge\":1e999}").content())
        .isEqualTo(
            new InboundContent.Notice(
                "odd", Map.of("big", "123456789012345678901234567890", "huge", "1E+999")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"user", "permissions", "whatsapp_business_account", ""})
  void anUnknownObjectIsRefusedWhole(String object) {
    assertThat(((Element.Refused) parse(post(object, entry("1", ""))).getFirst()).code())
        .isEqualTo("object.unknown");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "null",
        "7",
        "{\"a\":",
        "{}{}",
        "{\"a\":1}x",
        "{\"a\":NaN}",
        "{'a':1}",
        "\uFEFF[]"
      })
  void whatIsNoJsonObjectIsRefused(String body) {
    assertThat(WebhookJson.isObject(body.getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(((Element.Refused) parse(body).getFirst()).code()).isEqualTo("post.malformed");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    assertThat(WebhookJson.isObject(new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}))
        .isFalse();
    assertThat(WebhookJson.isObject("{\"a\":1}".getBytes(StandardCharsets.UTF_16LE))).isFalse();
  }

  @Test
  void sixtyFourLevelsAreReadAndOneMoreIsNot() {
    assertThat(WebhookJson.isObject(nested(64))).isTrue();
    assertThat(WebhookJson.isObject(nested(65))).isFalse();
    assertThat(WebhookJson.isObject("{\"a\":".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
        .isFalse();
  }

  private static byte[] nested(int depth) {
    return ("{\"a\":".repeat(depth) + "1" + "}".repeat(depth)).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void oneBadElementDoesNotTouchTheOthers() {
    var elements =
        parse(
            "{\"object\":\"page\",\"entry\":[7,null,{\"id\":\"100\",\"messaging\":[\"x\",{},"
                + item("100", "\"message\":{\"mid\":\"a\",\"text\":\"kept\"}")
                + "]}]}");

    assertThat(elements.stream().filter(Element.Understood.class::isInstance)).hasSize(1);
    assertThat(
            elements.stream()
                .filter(Element.Refused.class::isInstance)
                .map(e -> ((Element.Refused) e).code()))
        .containsExactly(
            "entry.malformed", "entry.malformed", "element.malformed", "element.empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775807",
        "1e400",
        "-1",
        "\"soon\"",
        "null",
        "{}",
        "99999999999999999999"
      })
  void aTimeThatCannotBeIsTheTimeOfArrival(String timestamp) {
    assertThat(at(timestamp)).isEqualTo(ARRIVED);
  }
}
