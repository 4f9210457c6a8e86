package dev.switchboard.meta.webhook;

import static dev.switchboard.meta.webhook.MetaPosts.SENT;
import static dev.switchboard.meta.webhook.MetaPosts.SENT_MS;
import static dev.switchboard.meta.webhook.MetaPosts.entry;
import static dev.switchboard.meta.webhook.MetaPosts.only;
import static dev.switchboard.meta.webhook.MetaPosts.parse;
import static dev.switchboard.meta.webhook.MetaPosts.post;
import static dev.switchboard.meta.webhook.MetaPosts.understood;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.inbound.InboundContent;
import dev.switchboard.domain.message.Attachment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of thing that a post can tell. */
class ParsedContentTest {
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
}
