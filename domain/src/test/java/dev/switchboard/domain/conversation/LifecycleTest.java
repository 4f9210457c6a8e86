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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant SOON = NOON.plusSeconds(1);
  private static final Lifecycle PENDING = new Lifecycle.Pending();

  private static Lifecycle wanted(String state, Instant until) {
    return Lifecycle.wanted(PENDING, Optional.ofNullable(state), Optional.ofNullable(until), NOON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"open", "pending", "resolved"})
  void aStateIsAskedForByItsCode(String code) {
    assertThat(wanted(code, null).code()).isEqualTo(code);
  }

  @Test
  void withoutAWordItStays() {
    assertThat(wanted(null, null)).isSameAs(PENDING);
  }

  @Test
  void aTimeAloneMeansToSnooze() {
    assertThat(wanted(null, SOON)).isEqualTo(new Lifecycle.Snoozed(SOON));
    assertThat(wanted("snoozed", SOON).code()).isEqualTo("snoozed");
  }

  @Test
  void aSnoozeEndsInTheFutureAndWithinAYear() {
    var longest = NOON.plus(Lifecycle.LONGEST_SNOOZE);

    assertThat(wanted("snoozed", longest.minusSeconds(1))).isNotNull();
    for (var wrong : new Instant[] {null, NOON, NOON.minusSeconds(1), longest}) {
      assertThatThrownBy(() -> wanted("snoozed", wrong)).hasMessage("invalid");
    }
  }

  @Test
  void whatMeansNothingIsRefused() {
    assertThatThrownBy(() -> wanted("closed", null)).hasMessage("invalid");
    assertThatThrownBy(() -> wanted("open", SOON)).hasMessage("invalid");
  }

  @Test
  void onlyWhatIsOpenAndNobodysNeedsAnAgent() {
    var begun =
        Conversation.begin(
            new CompanyId(1),
            new ConversationId(2),
            new ChannelAccountId(3),
            new ContactId(4),
            Platform.INSTAGRAM,
            NOON);

    assertThat(begun.needsAgent()).isTrue();
    assertThat(begun.assignTo(new UserId(7), NOON).needsAgent()).isFalse();
    assertThat(begun.movedTo(PENDING, NOON).needsAgent()).isFalse();
  }

  @Test
  void labelsAndANewPreviewChangeNothingElse() {
    var begun =
        Conversation.begin(
                new CompanyId(1),
                new ConversationId(2),
                new ChannelAccountId(3),
                new ContactId(4),
                Platform.FACEBOOK,
                NOON)
            .received("wrong wrod", NOON, NOON);

    var labelled = begun.labelled(Priority.NORMAL, List.of("vip"), SOON);
    assertThat(labelled.tags()).containsExactly("vip");
    assertThat(labelled.activity()).isEqualTo(begun.activity());
    var edited = begun.previewChanged("wrong word", SOON);
    assertThat(edited.activity().preview()).isEqualTo("wrong word");
    assertThat(edited.activity().lastMessageAt()).isEqualTo(begun.activity().lastMessageAt());
    assertThat(edited.unread()).isEqualTo(begun.unread());
  }
}
