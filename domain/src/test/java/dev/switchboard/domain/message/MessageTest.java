package dev.switchboard.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void anEditKeepsWhatWasSaidBefore() {
    var edited = message("helo", List.of()).edited("hello", 1, NOON.plusSeconds(1));
    assertThat(edited.content()).isEqualTo("hello");
    assertThat(edited.editedAt()).contains(NOON.plusSeconds(1));
    assertThat(edited.metadata().get("edits").toString()).contains("helo");
  }

  @Test
  void anEditThatComesTwiceOrLateChangesNothing() {
    var edited = message("a", List.of()).edited("c", 2, NOON);
    assertThat(edited.edited("b", 1, NOON)).isEqualTo(edited);
    assertThat(edited.edited("c", 2, NOON)).isEqualTo(edited);
  }

  @Test
  void whatWasTakenBackIsErased() {
    var attachment = new Attachment("image", Map.of("url", "https://example.org/a"));
    var unsent = message("secret", List.of(attachment)).unsent(NOON);
    assertThat(unsent.content()).isEmpty();
    assertThat(unsent.attachments()).isEmpty();
    assertThat(unsent.metadata()).isEmpty();
    assertThat(unsent.preview()).isEqualTo("[message deleted]");
    assertThat(unsent.edited("again", 5, NOON)).isEqualTo(unsent);
  }

  @Test
  void anActorHasOneReactionAndCanTakeItBack() {
    var love = new Reaction("psid", "love", "❤", NOON);
    var haha = new Reaction("psid", "haha", "😆", NOON);
    var other = new Reaction("other", "love", "❤", NOON);
    var message = message("x", List.of()).reacted("psid", Optional.of(love));
    message = message.reacted("other", Optional.of(other)).reacted("psid", Optional.of(haha));
    assertThat(message.reactions()).containsExactlyInAnyOrder(haha, other);
    assertThat(message.reacted("psid", Optional.empty()).reactions()).containsExactly(other);
  }

  @Test
  void whatBecomesOfAMessageChangesThatAlone() {
    var message = message("x", List.of());
    var error = Optional.of(new MessageError("code", "why"));

    var failed = message.withStatus(MessageStatus.FAILED, error);
    var known = message.withExternalId("another");

    assertThat(failed.status()).isEqualTo(MessageStatus.FAILED);
    assertThat(failed.error()).isEqualTo(error);
    assertThat(failed.withStatus(MessageStatus.RECEIVED, Optional.empty())).isEqualTo(message);
    assertThat(known.externalId()).contains("another");
    assertThat(known.withExternalId("mid")).isEqualTo(message);
  }

  @Test
  void everyEarlierTextIsKeptInTheOrderTheyWereReplaced() {
    var edited = message("one", List.of()).edited("two", 1, NOON).edited("three", 2, NOON);

    assertThat(edited.content()).isEqualTo("three");
    var at = NOON.toString();
    assertThat(edited.metadata().get("edits"))
        .isEqualTo(
            List.of(
                Map.of("text", "one", "replaced_at", at),
                Map.of("text", "two", "replaced_at", at)));
    assertThat(edited.metadata()).containsEntry("num_edit", 2).containsEntry("quick_reply", "X");
  }

  @Test
  void ofEarlierTextsThatAreLongTogetherTheOldestGo() {
    var half = "x".repeat(EarlierTexts.LONGEST / 2);
    var edited = message("first", List.of());
    for (int number = 1; number <= 5; number++) {
      edited = edited.edited(half + (number == 5 ? half + "!" : ""), number, NOON);
    }
    var at = NOON.toString();
    assertThat(edited.metadata())
        .containsEntry("edits_left_out", 3)
        .containsEntry(
            "edits",
            List.of(
                Map.of("text", half, "replaced_at", at), Map.of("text", half, "replaced_at", at)));

    var again = edited.edited("short", 6, NOON);

    assertThat(again.metadata())
        .containsEntry("edits_left_out", 5)
        .containsEntry("edits", List.of(Map.of("text", half + half + "!", "replaced_at", at)));
  }

  @Test
  void whatIsTakenBackTwiceWasTakenBackTheFirstTime() {
    var unsent = message("x", List.of()).unsent(NOON);

    assertThat(unsent.unsent(NOON.plusSeconds(1))).isEqualTo(unsent);
    assertThat(unsent.deletedAt()).contains(NOON);
  }

  @Test
  void aMessageWithoutWordsStillHasAPreview() {
    var attachment = new Attachment("image", Map.of());
    assertThat(message("", List.of(attachment)).preview()).isEqualTo("[attachment]");
    assertThat(message("", List.of()).preview()).isEqualTo("[text]");
  }

  private static Message message(String content, List<Attachment> attachments) {
    return new Message(
        new CompanyId(1),
        new MessageId(2),
        new ConversationId(3),
        new ChannelAccountId(4),
        Author.CUSTOMER,
        MessageKind.TEXT,
        content,
        attachments,
        Map.of("quick_reply", "X"),
        List.of(),
        Optional.of("mid"),
        Optional.empty(),
        Optional.empty(),
        MessageStatus.RECEIVED,
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        NOON,
        NOON);
  }
}
