package dev.switchboard.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final CompanyId COMPANY = new CompanyId(1);

  private static Role own(String slug, String name, Permission... permissions) {
    return Role.own(
        COMPANY,
        new RoleId(7),
        Optional.ofNullable(slug),
        new Role.Draft(name, Optional.of("for tests"), Set.of(permissions)),
        NOON);
  }

  @Test
  void aSlugIsMadeFromTheNameWhereNoneIsGiven() {
    assertThat(own(null, "Nachtschicht Süd (2)").slug()).isEqualTo("nachtschicht-sud-2");
    assertThat(own(" ", "Night").slug()).isEqualTo("night");
    assertThat(own("The Night!", "x").slug()).isEqualTo("the-night");
    assertThat(own(null, "夜勤").slug()).isEqualTo("role-7");
  }

  @Test
  void aSlugHasAtMostSixtyCharacters() {
    assertThat(own("a".repeat(60), "x").slug()).isEqualTo("a".repeat(60));
    assertThat(own("a".repeat(61), "x").slug()).isEqualTo("a".repeat(60));
    assertThat(own("a".repeat(59) + " b", "x").slug()).isEqualTo("a".repeat(59));
  }

  @Test
  void aNameIsNeeded() {
    assertThatThrownBy(() -> own("x", "  ")).hasMessage("blank");
  }

  @Test
  void whatTheCompanyMadeItMayChangeAndKeepsWhatItWas() {
    var role = own(null, "Night", Permission.CHAT_MESSAGE);
    var later = NOON.plusSeconds(60);

    var edited =
        role.edited(new Role.Draft("Day", Optional.empty(), Set.of(Permission.CHAT_ASSIGN)), later);

    assertThat(edited.slug()).isEqualTo("night");
    assertThat(edited.name()).isEqualTo("Day");
    assertThat(edited.permissions()).containsExactly(Permission.CHAT_ASSIGN);
    assertThat(edited.createdAt()).isEqualTo(NOON);
    assertThat(edited.updatedAt()).isEqualTo(later);
    role.requireOwn();
  }

  @Test
  void aSystemRoleStaysAsItIs() {
    var agent = Role.of(SystemRole.AGENT, COMPANY, new RoleId(1), NOON);
    var draft = new Role.Draft("x", Optional.empty(), Set.of());

    assertThatThrownBy(agent::requireOwn).hasMessage("system_role");
    assertThatThrownBy(() -> agent.edited(draft, NOON)).hasMessage("system_role");
  }

  @Test
  void twoRolesThatPeopleWouldConfuseHaveTheSameName() {
    var night = own("night", "Night shift");

    assertThat(night.sameName(own("NIGHT", "Something"))).isTrue();
    assertThat(night.sameName(own("other", "night SHIFT"))).isTrue();
    assertThat(night.sameName(own("other", "Day shift"))).isFalse();
  }

  @Test
  void permissionsOfSeveralRolesAddUp() {
    var roles =
        List.of(
            own("a", "A", Permission.CHAT_MESSAGE, Permission.CHAT_ASSIGN),
            own("b", "B", Permission.CHAT_ASSIGN, Permission.STATS_VIEW));

    assertThat(Role.permissionsOf(roles))
        .containsExactlyInAnyOrder(
            Permission.CHAT_MESSAGE, Permission.CHAT_ASSIGN, Permission.STATS_VIEW);
    assertThat(Role.permissionsOf(List.of())).isEmpty();
  }

  @Test
  void nobodyGivesAwayWhatTheyDoNotHoldExceptTheDutyToReceive() {
    var agent = own("a", "A", Permission.CHAT_MESSAGE, Permission.CHAT_RECEIVE);

    assertThat(agent.grantableBy(Set.of(Permission.CHAT_MESSAGE))).isTrue();
    assertThat(agent.grantableBy(Set.of(Permission.CHAT_RECEIVE))).isFalse();
  }
}
