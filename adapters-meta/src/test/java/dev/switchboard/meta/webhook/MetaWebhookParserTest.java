package dev.switchboard.meta.webhook;

import static dev.switchboard.meta.webhook.MetaPosts.SENT;
import static dev.switchboard.meta.webhook.MetaPosts.at;
import static dev.switchboard.meta.webhook.MetaPosts.entry;
import static dev.switchboard.meta.webhook.MetaPosts.item;
import static dev.switchboard.meta.webhook.MetaPosts.only;
import static dev.switchboard.meta.webhook.MetaPosts.parse;
import static dev.switchboard.meta.webhook.MetaPosts.post;
import static dev.switchboard.meta.webhook.MetaPosts.understood;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.ingest.WebhookParser.Element;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.inbound.InboundContent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetaWebhookParserTest {
  @Test
  void aTextIsWrittenByItsSenderToTheEntrysAccount() {
    var inbound = only("\"message\":{\"mid\":\"m_1\",\"text\":\"hello\"}");

    assertThat(inbound.account()).isEqualTo(new ChannelKey(Platform.FACEBOOK, "100"));
    assertThat(inbound.customer()).contains("7");
    assertThat(inbound.at()).isEqualTo(SENT);
    assertThat(inbound.standby()).isFalse();
    assertThat(inbound.content())
        .isEqualTo(
            new InboundContent.Written(
                "m_1", "hello", List.of(), Optional.empty(), Map.of(), false));
  }

  @Test
  void everyEntryAndEveryItemOfItIsRead() {
    var elements =
        parse(
            post(
                "page",
                entry(
                        "1",
                        item("1", "\"message\":{\"mid\":\"a\"}")
                            + ","
                            + item("1", "\"read\":{\"watermark\":5}"))
                    + ","
                    + entry("2", item("2", "\"message\":{\"mid\":\"b\"}"))));

    assertThat(elements).hasSize(3).allMatch(Element.Understood.class::isInstance);
  }

  @Test
  void anElementsOwnPostSaysTheSameAgain() {
    var body =
        post(
            "instagram",
            entry(
                "100",
                item("100", "\"message\":{\"mid\":\"a\",\"text\":\"\\ud83d\\ude00 \\ud83d x\"}")));
    var first = parse(body).getFirst();

    assertThat(parse(first.raw())).containsExactly(first);
  }

  @ParameterizedTest
  @CsvSource({"7,100,false", "100,7,true"})
  void theAddressesNameTheAccountWhereTheEntryBearsAnotherId(
      String sender, String recipient, boolean echo) {
    var item =
        "{\"sender\":{\"id\":\"%s\"},\"recipient\":{\"id\":\"%s\"},\"timestamp\":1,\"message\":{\"mid\":\"a\",\"is_echo\":%s}}"
            .formatted(sender, recipient, echo);
    var inbound = understood(parse(post("instagram", entry("another-id", item))).getFirst());

    assertThat(inbound.account()).isEqualTo(new ChannelKey(Platform.INSTAGRAM, "100"));
    assertThat(inbound.customer()).contains("7");
  }

  @Test
  void idsMayBeNumbersOfAnyLength() {
    var elements =
        parse(
            "{\"object\":\"page\",\"entry\":[{\"id\":100,\"messaging\":[{\"sender\":{\"id\":17841400000000000123},"
                + "\"recipient\":{\"id\":100},\"timestamp\":1,\"message\":{\"mid\":\"a\"}}]}]}");

    assertThat(understood(elements.getFirst()).customer()).contains("17841400000000000123");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1772359200123", "\"1772359200123\""})
  void timesMayBeMillisecondsAsNumberOrText(String timestamp) {
    assertThat(at(timestamp)).isEqualTo(SENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1772359200", "\"1772359200\"", "1772359200.0", "\"2026-03-01T10:00:00+0000\""})
  void timesMayBeSecondsOrIsoText(String timestamp) {
    assertThat(at(timestamp)).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
  }

  @Test
  void aMessageWithoutACustomerIsRefused() {
    var refused =
        (Element.Refused)
            parse(
                    post(
                        "page",
                        entry(
                            "100",
                            "{\"sender\":{\"user_ref\":\"u\"},\"recipient\":{\"id\":\"100\"},\"postback\":{\"payload\":\"p\"}}")))
                .getFirst();

    assertThat(refused.code()).isEqualTo("customer.missing");
    assertThat(refused.account()).contains(new ChannelKey(Platform.FACEBOOK, "100"));
  }

  @Test
  void standbyIsSaid() {
    var body =
        "{\"object\":\"page\",\"entry\":[{\"id\":\"100\",\"standby\":["
            + item("100", "\"message\":{\"mid\":\"a\"}")
            + "]}]}";

    assertThat(understood(parse(body).getFirst()).standby()).isTrue();
  }

  @Test
  void theDashboardsTestMessageIsFlagged() {
    var body =
        "{\"object\":\"instagram\",\"entry\":[{\"id\":\"0\",\"time\":1,\"changes\":[{\"field\":\"messages\",\"value\":"
            + "{\"sender\":{\"id\":\"12334\"},\"recipient\":{\"id\":\"23245\"},\"timestamp\":\"1527459824\",\"message\":{\"mid\":\"random_mid\",\"text\":\"random_text\"}}}]}]}";
    var inbound = understood(parse(body).getFirst());

    assertThat(inbound.account().externalId()).isEqualTo("23245");
    assertThat(inbound.at()).isEqualTo(Instant.ofEpochSecond(1_527_459_824));
    assertThat(((InboundContent.Written) inbound.content()).facts()).containsEntry("test", true);
  }
}
