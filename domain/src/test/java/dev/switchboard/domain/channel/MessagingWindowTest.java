package dev.switchboard.domain.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessagingWindowTest {
  private static final Instant OPENED = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant DAY = OPENED.plus(Duration.ofHours(24));
  private static final Instant WEEK = OPENED.plus(Duration.ofDays(7));

  @Test
  void withinADayItIsAPlainResponse() {
    assertThat(at(Platform.FACEBOOK, OPENED, true, true))
        .isEqualTo(new MessagingWindow.Response(DAY));
    assertThat(at(Platform.INSTAGRAM, DAY.minusNanos(1), false, false))
        .isEqualTo(new MessagingWindow.Response(DAY));
  }

  @Test
  void fromADayToAWeekOnlyAPersonOfATaggedAccount() {
    assertThat(at(Platform.FACEBOOK, DAY, true, true))
        .isEqualTo(new MessagingWindow.HumanAgent(WEEK));
    assertThat(at(Platform.INSTAGRAM, WEEK.minusNanos(1), true, true))
        .isEqualTo(new MessagingWindow.HumanAgent(WEEK));
    assertThat(at(Platform.FACEBOOK, DAY, false, true)).isEqualTo(closed(DAY));
    assertThat(at(Platform.FACEBOOK, DAY, true, false)).isEqualTo(closed(DAY));
    assertThat(at(Platform.WHATSAPP, DAY, true, true)).isEqualTo(closed(DAY));
  }

  @Test
  void afterAWeekNobody() {
    assertThat(at(Platform.FACEBOOK, WEEK, true, true)).isEqualTo(closed(WEEK));
  }

  @Test
  void whoNeverWroteHasNoWindow() {
    assertThat(MessagingWindow.at(Platform.FACEBOOK, Optional.empty(), OPENED, true, true))
        .isEqualTo(new MessagingWindow.Closed(Optional.empty()));
  }

  @Test
  void smsAndOurOwnWebChatHaveNone() {
    for (var platform : new Platform[] {Platform.SMS, Platform.WEB}) {
      assertThat(MessagingWindow.at(platform, Optional.empty(), WEEK, false, false))
          .isEqualTo(new MessagingWindow.Response(Instant.MAX));
    }
  }

  private static MessagingWindow closed(Instant at) {
    return new MessagingWindow.Closed(Optional.of(at));
  }

  private static MessagingWindow at(
      Platform platform, Instant now, boolean byPerson, boolean tagAllowed) {
    return MessagingWindow.at(platform, Optional.of(OPENED), now, byPerson, tagAllowed);
  }
}
