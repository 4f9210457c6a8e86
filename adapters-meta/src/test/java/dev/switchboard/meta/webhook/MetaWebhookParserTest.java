package dev.switchboard.meta.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.ingest.WebhookParser.Element;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.inbound.Inbound;
import dev.switchboard.domain.inbound.InboundContent;
import dev.switchboard.domain.message.Attachment;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetaWebhookParserTest {
  private static final Instant ARRIVED = Instant.parse("2026-03-01T12:00:00Z");
  private static final long SENT_MS = 1_772_359_200_123L;
  private static final Instant SENT = Instant.ofEpochMilli(SENT_MS);

  private final MetaWebhookParser parser = new MetaWebhookParser();

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

  @Test
  void anEchoIsWrittenByTheAccountToItsRecipient() {
    var inbound =
        understood(
            parse(
                    post(
                        "page",
                        entry(
                            "100",
                            "{\"sender\":{\"id\":\"100\"},\"recipient\":{\"id\":\"7\"},\"timestamp\":1,\"message\":{\"is_echo\":true,\"app_id\":26390203743090,\"metadata\":\"55\",\"mid\":\"e\",\"text\":\"hi\"}}")))
                .getFirst());

    assertThat(inbound.customer()).contains("7");
    assertThat(inbound.content())
        .isEqualTo(
            new InboundContent.Echo(
                "e",
                "hi",
                List.of(),
                Optional.empty(),
                Optional.of("26390203743090"),
                Optional.of("55")));
  }

  @Test
  void whatTheAccountSendsIsAnEchoAlsoWithoutTheFlag() {
    var inbound =
        understood(
            parse(
                    post(
                        "instagram",
                        entry(
                            "100",
                            "{\"sender\":{\"id\":\"100\"},\"recipient\":{\"id\":\"7\"},\"timestamp\":1,\"message\":{\"mid\":\"e\",\"text\":\"hi\"}}")))
                .getFirst());

    assertThat(inbound.customer()).contains("7");
    assertThat(inbound.content()).isInstanceOf(InboundContent.Echo.class);
  }

  @Test
  void unsentEditedAndReactedNameTheirMessage() {
    assertThat(only("\"message\":{\"mid\":\"m\",\"is_deleted\":true}").content())
        .isEqualTo(new InboundContent.Unsent("m"));
    assertThat(
            only("\"message_edit\":{\"mid\":\"m\",\"text\":\"new\",\"num_edit\":\"2\"}").content())
        .isEqualTo(new InboundContent.Edited("m", "new", 2));
    assertThat(
            only("\"reaction\":{\"mid\":\"m\",\"action\":\"react\",\"reaction\":\"love\",\"emoji\":\"\\u2764\"}")
                .content())
        .isEqualTo(new InboundContent.Reacted("m", "7", false, "love", "\u2764"));
    assertThat(only("\"reaction\":{\"mid\":\"m\",\"action\":\"unreact\"}").content())
        .isEqualTo(new InboundContent.Reacted("m", "7", true, "", ""));
  }

  @Test
  void receiptsCarryMidsAndAWatermarkInMilliseconds() {
    assertThat(
            only("\"delivery\":{\"mids\":[\"a\",\"b\"],\"watermark\":" + SENT_MS + "}").content())
        .isEqualTo(new InboundContent.Delivered(List.of("a", "b"), Optional.of(SENT)));
    assertThat(only("\"delivery\":{\"watermark\":" + SENT_MS + "}").content())
        .isEqualTo(new InboundContent.Delivered(List.of(), Optional.of(SENT)));
    assertThat(only("\"read\":{\"watermark\":" + SENT_MS + "}").content())
        .isEqualTo(new InboundContent.Seen(Optional.empty(), Optional.of(SENT)));
    assertThat(only("\"read\":{\"mid\":\"a\"}").content())
        .isEqualTo(new InboundContent.Seen(Optional.of("a"), Optional.empty()));
  }

  @Test
  void aPostbackWithoutMidIsNamedByItsDigest() {
    var named =
        (InboundContent.Postback)
            only("\"postback\":{\"mid\":\"p\",\"title\":\"Start\",\"payload\":\"GO\"}").content();
    var old =
        (InboundContent.Postback)
            only("\"postback\":{\"title\":\"Start\",\"payload\":\"GO\"}").content();
    var again =
        (InboundContent.Postback)
            only("\"postback\":{\"title\":\"Start\",\"payload\":\"GO\"}").content();

    assertThat(named).isEqualTo(new InboundContent.Postback("p", "Start", "GO", Map.of()));
    assertThat(old.mid()).startsWith("hash:").isEqualTo(again.mid());
  }

  @Test
  void quickRepliesReferralsStoriesAndUnknownFieldsAreFacts() {
    var written =
        (InboundContent.Written)
            only("\"message\":{\"mid\":\"m\",\"text\":\"t\",\"quick_reply\":{\"payload\":\"Q\"},\"referral\":{\"ref\":\"R\"},"
                    + "\"reply_to\":{\"story\":{\"id\":\"s\",\"url\":\"https://cdn.example.test/s\"}},\"brand_new\":[1,null,2.5]}")
                .content();

    assertThat(written.facts())
        .containsEntry("quick_reply", Map.of("payload", "Q"))
        .containsEntry("referral", Map.of("ref", "R"))
        .containsEntry("story", Map.of("id", "s", "url", "https://cdn.example.test/s"))
        .containsEntry("brand_new", List.of(1L, 2.5));
  }

  @Test
  void aReplyNamesTheMessageItAnswers() {
    var written =
        (InboundContent.Written)
            only("\"message\":{\"mid\":\"m\",\"text\":\"t\",\"reply_to\":{\"mid\":\"earlier\"}}")
                .content();

    assertThat(written.replyTo()).contains("earlier");
  }

  @Test
  void attachmentsOfUnknownTypesAreKept() {
    var written =
        (InboundContent.Written)
            only("\"message\":{\"mid\":\"m\",\"attachments\":[{\"type\":\"hologram\",\"payload\":{\"depth\":3}},"
                    + "{\"type\":\"fallback\",\"title\":\"A link\",\"url\":\"https://x.example.test\",\"payload\":null},7]}")
                .content();

    assertThat(written.attachments())
        .containsExactly(
            new Attachment("hologram", Map.of("depth", 3L)),
            new Attachment("fallback", Map.of("title", "A link", "url", "https://x.example.test")),
            new Attachment("unknown", Map.of()));
  }

  @Test
  void aStickerThatCameTwiceIsOne() {
    var written =
        (InboundContent.Written)
            only("\"message\":{\"mid\":\"m\",\"attachments\":[{\"type\":\"image\",\"payload\":{\"sticker_id\":9}},"
                    + "{\"type\":\"sticker\",\"payload\":{\"sticker_id\":9}},{\"type\":\"image\",\"payload\":{\"url\":\"u\"}}]}")
                .content();

    assertThat(written.attachments())
        .extracting(Attachment::type)
        .containsExactly("sticker", "image");
  }

  @Test
  void anUnsupportedMessageIsWritten() {
    assertThat(
            ((InboundContent.Written)
                    only("\"message\":{\"mid\":\"m\",\"is_unsupported\":true}").content())
                .unsupported())
        .isTrue();
  }

  @Test
  void referralsAreReferred() {
    assertThat(only("\"referral\":{\"ref\":\"R\",\"source\":\"ADS\",\"ad_id\":\"9\"}").content())
        .isEqualTo(
            new InboundContent.Referred("R", Map.of("ref", "R", "source", "ADS", "ad_id", "9")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optin",
        "pass_thread_control",
        "take_thread_control",
        "request_thread_control",
        "app_roles",
        "account_linking",
        "prior_message",
        "response_feedback",
        "game_play",
        "order",
        "never_heard_of"
      })
  void everythingElseIsANotice(String kind) {
    assertThat(only("\"" + kind + "\":{\"x\":\"y\"}").content())
        .isEqualTo(new InboundContent.Notice(kind, Map.of("x", "y")));
  }

  @Test
  void aNoticeNeedsNoCustomer() {
    var inbound =
        understood(
            parse(
                    post(
                        "page",
                        entry(
                            "100",
                            "{\"recipient\":{\"id\":\"100\"},\"timestamp\":1,\"policy_enforcement\":{\"action\":\"block\"}}")))
                .getFirst());

    assertThat(inbound.customer()).isEmpty();
    assertThat(inbound.content())
        .isEqualTo(new InboundContent.Notice("policy_enforcement", Map.of("action", "block")));
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "feed",
        "leadgen",
        "mention",
        "comments",
        "live_comments",
        "story_insights",
        "brand_new"
      })
  void changesAreEventsOfTheAccount(String field) {
    var body =
        "{\"object\":\"page\",\"entry\":[{\"id\":\"100\",\"time\":1772359200,\"changes\":[{\"field\":\""
            + field
            + "\",\"value\":{\"item\":\"comment\"}}]}]}";
    var inbound = understood(parse(body).getFirst());

    assertThat(inbound.content())
        .isEqualTo(new InboundContent.AccountEvent(field, Map.of("item", "comment")));
    assertThat(inbound.at()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
    assertThat(inbound.customer()).isEmpty();
  }

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

  private Instant at(String timestamp) {
    return understood(
            parse(
                    post(
                        "page",
                        entry(
                            "100",
                            "{\"sender\":{\"id\":\"7\"},\"recipient\":{\"id\":\"100\"},\"timestamp\":"
                                + timestamp
                                + ",\"message\":{\"mid\":\"a\"}}")))
                .getFirst())
        .at();
  }

  private Inbound only(String content) {
    return understood(parse(post("page", entry("100", item("100", content)))).getFirst());
  }

  private static Inbound understood(Element element) {
    return ((Element.Understood) element).inbound();
  }

  private List<Element> parse(String body) {
    return parser.parse(body.getBytes(StandardCharsets.UTF_8), ARRIVED);
  }

  private static String post(String object, String entries) {
    return "{\"object\":\"" + object + "\",\"entry\":[" + entries + "]}";
  }

  private static String entry(String id, String items) {
    return "{\"id\":\"" + id + "\",\"messaging\":[" + items + "]}";
  }

  private static String item(String account, String content) {
    return "{\"sender\":{\"id\":\"7\"},\"recipient\":{\"id\":\""
        + account
        + "\"},\"timestamp\":"
        + SENT_MS
        + ","
        + content
        + "}";
  }
}
