package dev.switchboard.application.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PresenceTest {
  private static final UserId ADA = new UserId(1);
  private static final UserId BOB = new UserId(2);
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private final Presence presence = new Presence(Duration.ofSeconds(10));

  @Test
  void whoComesIsToldOnceHoweverManySocketsTheyOpen() {
    presence.joined(ADA);
    presence.joined(ADA);
    presence.joined(BOB);

    assertThat(presence.changes(NOON).orElseThrow().online()).containsExactly(1L, 2L);
    assertThat(presence.changes(NOON)).isEmpty();
  }

  @Test
  void whoIsTheFirstIsToldOnceThatTheyAreThere() {
    presence.joined(ADA);

    assertThat(presence.everybodyToAll().online()).containsExactly(1L);
    assertThat(presence.changes(NOON)).isEmpty();
    presence.joined(BOB);
    assertThat(presence.changes(NOON).orElseThrow().online()).containsExactly(2L);
  }

  @Test
  void whoLeavesIsOfflineOnlyAfterTheGracePeriod() {
    presence.joined(ADA);
    presence.changes(NOON);
    presence.left(ADA, NOON);

    assertThat(presence.changes(NOON.plusMillis(9_999))).isEmpty();
    assertThat(presence.everybody().online()).containsExactly(1L);
    assertThat(presence.changes(NOON.plusSeconds(10)).orElseThrow().offline()).containsExactly(1L);
    assertThat(presence.everybody().online()).isEmpty();
  }

  @Test
  void whoComesBackInTimeWasNeverAway() {
    presence.joined(ADA);
    presence.changes(NOON);
    presence.left(ADA, NOON);
    presence.joined(ADA);

    assertThat(presence.changes(NOON.plusSeconds(60))).isEmpty();
  }

  @Test
  void oneOfTwoSocketsClosedIsNoLeaving() {
    presence.joined(ADA);
    presence.joined(ADA);
    presence.changes(NOON);
    presence.left(ADA, NOON);

    assertThat(presence.changes(NOON.plusSeconds(60))).isEmpty();
  }

  @Test
  void whoIsElsewhereIsThereToo() {
    presence.joined(ADA);
    presence.elsewhere(Set.of(ADA, BOB), NOON);

    assertThat(presence.here()).containsExactly(ADA);
    assertThat(presence.everybody().online()).containsExactly(1L, 2L);
    assertThat(presence.changes(NOON).orElseThrow().online()).containsExactly(1L, 2L);
    presence.elsewhere(Set.of(ADA), NOON);
    assertThat(presence.changes(NOON.plusMillis(9_999))).isEmpty();
    assertThat(presence.changes(NOON.plusSeconds(10)).orElseThrow().offline()).containsExactly(2L);
  }

  @Test
  void whoMovesBetweenNodesWasNeverAway() {
    presence.joined(ADA);
    presence.changes(NOON);
    presence.left(ADA, NOON);
    presence.elsewhere(Set.of(ADA), NOON.plusSeconds(9));

    assertThat(presence.changes(NOON.plusSeconds(60))).isEmpty();
    presence.elsewhere(Set.of(), NOON.plusSeconds(60));
    presence.joined(ADA);
    assertThat(presence.changes(NOON.plusSeconds(120))).isEmpty();
  }

  @Test
  void whoLeavesHereAndStaysElsewhereStays() {
    presence.elsewhere(Set.of(ADA), NOON);
    presence.joined(ADA);
    presence.changes(NOON);
    presence.left(ADA, NOON);

    assertThat(presence.changes(NOON.plusSeconds(60))).isEmpty();
  }
}
