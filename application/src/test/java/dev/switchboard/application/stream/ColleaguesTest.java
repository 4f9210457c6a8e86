package dev.switchboard.application.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.stream.StreamBusContract.Heard;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ColleaguesTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final UserId ADA = new UserId(1);
  private static final UserId BOB = new UserId(2);

  private final List<Set<UserId>> said = new ArrayList<>();
  private final Heard heard = new Heard(new ArrayList<>());
  private final LocalBus bus = new LocalBus();
  private Optional<Set<UserId>> answer = Optional.of(Set.of(BOB));
  private final Colleagues colleagues =
      new Colleagues(
          new CompanyId(7),
          new Cluster(
              bus,
              (_, here) -> {
                said.add(here);
                return answer;
              }));

  @BeforeEach
  void listen() {
    bus.subscribe(heard);
  }

  @Test
  void theOthersAreAskedNowAndThenOnly() {
    assertThat(colleagues.ask(Set.of(ADA), NOON)).hasValue(Set.of(BOB));
    assertThat(colleagues.ask(Set.of(ADA), NOON.plusMillis(2_499))).isEmpty();
    assertThat(colleagues.ask(Set.of(ADA), NOON.plusSeconds(5))).hasValue(Set.of(BOB));
    assertThat(said).hasSize(2);
  }

  @Test
  void whoComesAndGoesIsSaidAtOnceAndTheOthersAreToldThatThereIsNews() {
    colleagues.ask(Set.of(ADA), NOON);
    colleagues.ask(Set.of(), NOON);
    colleagues.ask(Set.of(), NOON.plusSeconds(5));

    assertThat(said).containsExactly(Set.of(ADA), Set.of(), Set.of());
    assertThat(heard.heard()).containsExactly("7 attendance changed", "7 attendance changed");
  }

  @Test
  void newsOfTheOthersIsAskedForOnce() {
    colleagues.ask(Set.of(ADA), NOON);
    colleagues.changed();

    assertThat(colleagues.ask(Set.of(ADA), NOON)).hasValue(Set.of(BOB));
    assertThat(colleagues.ask(Set.of(ADA), NOON)).isEmpty();
  }

  @Test
  void whoCannotBeAskedIsAskedAgainAndCountsAsGoneAsLateAsTheyWouldForget() {
    colleagues.ask(Set.of(ADA), NOON);
    answer = Optional.empty();

    assertThat(colleagues.ask(Set.of(ADA), NOON.plusSeconds(5))).isEmpty();
    assertThat(colleagues.ask(Set.of(ADA), NOON.plusSeconds(15))).isEmpty();
    assertThat(colleagues.ask(Set.of(ADA), NOON.plusSeconds(16))).hasValue(Set.of());
    answer = Optional.of(Set.of(BOB));
    assertThat(colleagues.ask(Set.of(ADA), NOON.plusSeconds(17))).hasValue(Set.of(BOB));
  }

  @Test
  void nobodyHereIsSaidToo() {
    colleagues.left();

    assertThat(said).containsExactly(Set.of());
    assertThat(heard.heard()).containsExactly("7 attendance changed");
  }
}
