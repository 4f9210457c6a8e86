package dev.switchboard.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ActivityTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(60);
  private static final Instant EARLIER = NOON.minusSeconds(60);

  private final Activity none = Activity.none(EARLIER);

  @Test
  void theNewestMessageIsShownWhateverTheOrderOfArrival() {
    var activity = none.incoming("newest", LATER, true).incoming("older", NOON, true);

    assertThat(activity.preview()).isEqualTo("newest");
    assertThat(activity.lastMessageAt()).contains(LATER);
    assertThat(activity.lastIncomingAt()).contains(LATER);
    assertThat(activity.lastActivityAt()).isEqualTo(LATER);
    assertThat(activity.windowOpenedAt()).contains(LATER);
  }

  @Test
  void ofTwoAtOneTimeTheOneThatCameLastIsShown() {
    assertThat(none.outgoing("first", NOON).outgoing("second", NOON).preview()).isEqualTo("second");
  }

  @Test
  void aLateEchoDoesNotHideWhatTheCustomerWroteAfterIt() {
    var activity = none.incoming("question", LATER, true).outgoing("late echo", NOON);

    assertThat(activity.preview()).isEqualTo("question");
    assertThat(activity.lastOutgoingAt()).contains(NOON);
    assertThat(activity.pendingReply()).isTrue();
  }

  @Test
  void anAnswerAtTheVeryTimeOfTheQuestionIsAnAnswer() {
    assertThat(none.incoming("q", NOON, true).outgoing("a", NOON).pendingReply()).isFalse();
    assertThat(none.outgoing("a", NOON).pendingReply()).isFalse();
  }

  @Test
  void aPreviewIsCutByWholeCharacters() {
    var longest = none.withPreview("😀".repeat(5_000)).preview();

    assertThat(longest).matches("(😀)+").hasSizeLessThan(10_000);
    int kept = longest.codePointCount(0, longest.length());
    assertThat(none.withPreview("x".repeat(kept)).preview()).hasSize(kept);
    assertThat(none.withPreview("x".repeat(kept + 1)).preview()).hasSize(kept);
  }

  @Test
  void whatDoesNotOpenTheWindowLeavesItAsItWas() {
    assertThat(none.incoming("reaction", NOON, false).windowOpenedAt()).isEmpty();
  }
}
