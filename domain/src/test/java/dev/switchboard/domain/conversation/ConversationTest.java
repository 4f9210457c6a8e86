package dev.switchboard.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.contact.ContactId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final UserId ADA = new UserId(7);

  private final Conversation begun =
      Conversation.begin(
          new CompanyId(1),
          new ConversationId(2),
          new ChannelAccountId(3),
          new ContactId(4),
          Platform.INSTAGRAM,
          NOON);

  @Test
  void aCustomersMessageReopensWhatWasPutAside() {
    for (var aside :
        List.of(
            new Lifecycle.Pending(),
            new Lifecycle.Resolved(),
            new Lifecycle.Snoozed(NOON.plusSeconds(9)))) {
      var received = begun.movedTo(aside, NOON).received("hi", NOON, NOON);
      assertThat(received.lifecycle()).isEqualTo(Lifecycle.OPEN);
      assertThat(received.unread()).isEqualTo(1);
    }
  }

  @Test
  void anOlderMessageThatComesLateChangesNeitherPreviewNorOrder() {
    var newer = begun.received("new", NOON.plusSeconds(10), NOON);
    var late = newer.received("old", NOON.plusSeconds(5), NOON);
    assertThat(late.activity().preview()).isEqualTo("new");
    assertThat(late.activity().lastActivityAt()).isEqualTo(NOON.plusSeconds(10));
    assertThat(late.activity().lastIncomingAt()).contains(NOON.plusSeconds(10));
    assertThat(late.unread()).isEqualTo(2);
  }

  @Test
  void whoWroteLastDecidesWhetherAReplyIsPending() {
    assertThat(begun.activity().pendingReply()).isFalse();
    var asked = begun.received("?", NOON, NOON);
    assertThat(asked.activity().pendingReply()).isTrue();
    var answered = asked.answered("!", NOON.plusSeconds(1), NOON);
    assertThat(answered.activity().pendingReply()).isFalse();
    assertThat(answered.received("?", NOON.plusSeconds(2), NOON).activity().pendingReply())
        .isTrue();
  }

  @Test
  void whatIsSaidNextIsSaidLaterWhateverTheClockShows() {
    var answered = begun.answered("!", NOON, NOON).received("?", NOON.plusSeconds(60), NOON);
    var justAfter = NOON.plusNanos(1_000);

    assertThat(begun.activity().afterOutgoing(NOON)).isEqualTo(NOON);
    assertThat(answered.activity().afterOutgoing(NOON.plusSeconds(1)))
        .isEqualTo(NOON.plusSeconds(1));
    assertThat(answered.activity().afterOutgoing(NOON)).isEqualTo(justAfter);
    assertThat(answered.activity().afterOutgoing(NOON.minusSeconds(3_600))).isEqualTo(justAfter);
  }

  @Test
  void onlyTheCustomerOpensTheWindow() {
    assertThat(begun.answered("!", NOON, NOON).activity().windowOpenedAt()).isEmpty();
    assertThat(begun.touched(NOON, NOON).activity().windowOpenedAt()).contains(NOON);
    assertThat(begun.touched(NOON, NOON).unread()).isZero();
  }

  @Test
  void readingNeverMakesMoreUnread() {
    var two = begun.received("1", NOON, NOON).received("2", NOON, NOON);
    assertThat(two.read(1, NOON).unread()).isEqualTo(1);
    assertThat(two.read(5, NOON).unread()).isEqualTo(2);
  }

  @Test
  void waitingForAnAgentKeepsItsPlace() {
    var waiting = begun.awaitAgent(NOON);
    assertThat(waiting.inBacklog()).isTrue();
    assertThat(waiting.awaitAgent(NOON.plusSeconds(9))).isEqualTo(waiting);
    assertThat(waiting.assignTo(ADA, NOON).inBacklog()).isFalse();
    assertThat(waiting.unassign(NOON).inBacklog()).isFalse();
    assertThat(waiting.movedTo(new Lifecycle.Pending(), NOON).inBacklog()).isTrue();
    assertThat(waiting.movedTo(new Lifecycle.Snoozed(NOON), NOON).inBacklog()).isFalse();
    assertThat(waiting.movedTo(new Lifecycle.Resolved(), NOON).inBacklog()).isFalse();
  }

  @Test
  void whatIsResolvedOccupiesNobody() {
    var adas = begun.assignTo(ADA, NOON);
    assertThat(adas.occupies(ADA)).isTrue();
    assertThat(adas.occupies(new UserId(8))).isFalse();
    assertThat(adas.movedTo(new Lifecycle.Pending(), NOON).occupies(ADA)).isTrue();
    assertThat(adas.movedTo(new Lifecycle.Resolved(), NOON).occupies(ADA)).isFalse();
  }

  @Test
  void assigningTheSameAgentAgainChangesNothing() {
    var adas = begun.assignTo(ADA, NOON);
    assertThat(adas.assignTo(ADA, NOON.plusSeconds(9))).isEqualTo(adas);
  }

  @Test
  void aLongTextIsCutBetweenCharacters() {
    var preview = begun.received("😀".repeat(300), NOON, NOON).activity().preview();
    assertThat(preview).isEqualTo("😀".repeat(Activity.PREVIEW_LENGTH));
  }

  @Test
  void unreadIsNeverNegative() {
    assertThatThrownBy(() -> begun.read(-1, NOON)).isInstanceOf(IllegalArgumentException.class);
  }
}
