package dev.switchboard.meta.webhook;

import static dev.switchboard.meta.webhook.MetaPosts.only;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.domain.inbound.InboundContent;
import dev.switchboard.domain.inbound.InboundContent.Written;
import dev.switchboard.domain.message.Attachment;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is kept of a message with which comes more than anybody can be shown. */
class LargeMessagesTest {
  private static final String LARGE = "u".repeat(4 << 20);
  private static final int MOST = 64 << 10;

  @Test
  void anAddressThatIsTooLargeIsMarkedAndTheRestOfTheMessageIsKept() {
    var written =
        written(
            "\"text\":\"hi\",\"attachments\":[{\"type\":\"image\",\"payload\":{\"url\":\""
                + LARGE
                + "\",\"title\":\"t\"}},{\"type\":\"image\",\"payload\":{\"url\":\"v\"}}],\"nlp\":1");

    assertThat(written.text()).isEqualTo("hi");
    assertThat(written.attachments())
        .containsExactly(
            new Attachment(
                "image",
                Map.of(
                    "title", "t", "left_out", mark(List.of("url"), 1, LARGE.length() + 2 + 5 + 2))),
            new Attachment("image", Map.of("url", "v")));
    assertThat(written.facts()).isEqualTo(Map.of("nlp", 1L));
  }

  @Test
  void ofAFactThatIsTooLargeTheSmallPartsAreKept() {
    var written =
        written(
            "\"referral\":{\"ref\":\"R\",\"ads_context_data\":{\"ad_title\":\"T\",\"photo_url\":\""
                + LARGE
                + "\"}}");

    assertThat(written.facts())
        .isEqualTo(
            Map.of(
                "referral",
                Map.of(
                    "ref",
                    "R",
                    "ads_context_data",
                    Map.of(
                        "ad_title",
                        "T",
                        "left_out",
                        mark(List.of("photo_url"), 1, LARGE.length() + 2 + 11 + 2)))));
  }

  @Test
  void ofVeryManyAttachmentsTheFirstAreKept() {
    var kept =
        written("\"attachments\":[" + many(10_000, _ -> "{\"type\":\"x\"}") + "]").attachments();

    assertThat(kept.getFirst()).isEqualTo(new Attachment("x", Map.of()));
    assertThat(kept.getLast().type()).isEqualTo("left_out");
    assertThat(kept.getLast().payload())
        .containsEntry("fields", List.of("x"))
        .containsEntry("count", 10_000 - (kept.size() - 1));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void whateverItsShapeItIsBounded(String message) throws JsonProcessingException {
    var written = written(message);
    var json =
        new ObjectMapper().writeValueAsBytes(List.of(written.attachments(), written.facts()));

    assertThat(json.length).isBetween(MOST / 8, MOST);
  }

  static List<String> shapes() {
    var attachment =
        "{\"type\":\"" + "t".repeat(300) + "\",\"payload\":{\"u\":\"" + "v".repeat(300) + "\"}}";
    return List.of(
        many(50_000, i -> "\"field " + i + "\":" + i),
        many(50_000, i -> "\"field " + i + "\":{}"),
        "\"list\":["
            + many(6_000, Integer::toString)
            + "],\"other\":["
            + many(500_000, Integer::toString)
            + "]",
        many(3_000, i -> "\"" + i + "\":\"" + "\\u0001\\u00e9\\ud83d\\ude00\\\"".repeat(10) + "\""),
        many(
            200,
            i -> "\"" + i + "k".repeat(400) + "\":{\"a\":{\"b\":\"" + "v".repeat(9_000) + "\"}}"),
        "\"attachments\":["
            + many(5_000, _ -> attachment)
            + "],"
            + many(5_000, i -> "\"" + i + "\":" + i),
        "\"attachments\":[{\"type\":\"a\",\"payload\":{"
            + many(50_000, i -> "\"" + i + "\":0")
            + "}}],"
            + many(50_000, i -> "\"" + i + "\":0"));
  }

  @Test
  void namesOfThingsAreShort() {
    var reacted =
        (InboundContent.Reacted)
            only("\"reaction\":{\"mid\":\"m\",\"reaction\":\""
                    + LARGE
                    + "\",\"emoji\":\""
                    + LARGE
                    + "\"}")
                .content();
    var notice = (InboundContent.Notice) only("\"" + "k".repeat(40_000) + "\":{}").content();

    assertThat(List.of(reacted.reaction(), reacted.emoji(), notice.kind()))
        .allSatisfy(name -> assertThat(name).hasSize(255));
  }

  private static Written written(String message) {
    return (Written) only("\"message\":{\"mid\":\"m\"," + message + "}").content();
  }

  private static Map<String, Object> mark(List<String> fields, int count, long bytes) {
    return Map.of("reason", "too_large", "fields", fields, "count", count, "bytes", bytes);
  }

  private static String many(int count, IntFunction<String> each) {
    return IntStream.range(0, count).mapToObj(each).collect(joining(","));
  }
}
