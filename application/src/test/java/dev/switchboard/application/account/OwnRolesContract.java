package dev.switchboard.application.account;

import static dev.switchboard.application.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.SystemRole;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The roles a company makes for itself, over every storage. */
public interface OwnRolesContract extends AccountPorts {
  @Test
  default void aRoleIsMadeChangedAndRemoved() {
    var world = new StaffWorld(this);
    var company = newCompany();
    var admin = world.as(world.hired(company, SystemRole.COMPANY_ADMIN));

    var made = world.make(admin, "Night shift", Permission.CHAT_MESSAGE);
    assertThat(made.slug()).isEqualTo("night-shift");
    assertThat(made.system()).isFalse();
    assertThat(roles().of(company)).contains(made);

    var edited = world.edit(admin, made.id(), "Day shift", Permission.STATS_VIEW);
    assertThat(edited.slug()).isEqualTo("night-shift");
    assertThat(edited.permissions()).containsExactly(Permission.STATS_VIEW);
    assertThat(roles().of(company)).contains(edited).doesNotContain(made);

    world.remove(admin, made.id(), true);
    assertThat(roles().of(company)).doesNotContain(edited);
    assertRefused(Missing.class, "role_not_found", () -> world.remove(admin, made.id(), false));
  }

  @Test
  default void noTwoRolesOfACompanyAreTakenForOneAnother() {
    var world = new StaffWorld(this);
    var company = newCompany();
    var admin = world.as(world.hired(company, SystemRole.COMPANY_ADMIN));
    var night = world.make(admin, "Night shift");
    world.make(admin, "Day");

    for (var name :
        new String[] {
          "Night shift",
          "NIGHT  SHIFT",
          "night-shift",
          "Agent",
          "Admin",
          "superadmin",
          "Super Admin",
          "Company admin",
          "agent messaging"
        }) {
      assertRefused(Refused.class, "role_exists", () -> world.make(admin, name));
    }
    assertRefused(Refused.class, "role_exists", () -> world.edit(admin, night.id(), "day"));
    assertThat(world.edit(admin, night.id(), "Night Shift").name()).isEqualTo("Night Shift");
    var other = world.as(world.hired(newCompany(), SystemRole.COMPANY_ADMIN));
    assertThat(world.make(other, "Night shift")).isNotNull();
  }

  @Test
  default void aRoleAboveOnesOwnIsNeitherMadeNorTouched() {
    var world = new StaffWorld(this);
    var company = newCompany();
    var admin = world.as(world.hired(company, SystemRole.COMPANY_ADMIN));
    var clerk = world.hired(company);
    var books = world.make(admin, "Books", Permission.ROLE_MANAGE, Permission.CHAT_MESSAGE);
    var above = world.make(admin, "Above", Permission.STATS_VIEW);
    world.give(admin, clerk, books.id());
    var by = world.as(clerk);

    assertRefused(
        Forbidden.class, "role_above_own", () -> world.make(by, "X", Permission.STATS_VIEW));
    assertRefused(Forbidden.class, "role_above_own", () -> world.edit(by, above.id(), "Above"));
    assertRefused(
        Forbidden.class,
        "role_above_own",
        () -> world.edit(by, books.id(), "Books", Permission.USER_MANAGE));
    assertRefused(Forbidden.class, "role_above_own", () -> world.remove(by, above.id(), false));
    assertRefused(
        Forbidden.class, "role_above_own", () -> world.make(admin, "Y", Permission.COMPANY_MANAGE));
    assertThat(world.make(by, "Agents too", Permission.CHAT_MESSAGE, Permission.CHAT_RECEIVE))
        .isNotNull();
  }

  @Test
  default void whoRenamesARoleGivesNothingBackThatIsTakenFromItMeanwhile() throws Exception {
    var world = new StaffWorld(this);
    var company = newCompany();
    var admin = world.as(world.hired(company, SystemRole.COMPANY_ADMIN));
    var role = world.make(admin, "Night", Permission.CHAT_MESSAGE, Permission.STATS_VIEW);
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 10; i++) {
        var name = "Night " + i;
        var kept = Set.of(i % 2 == 0 ? Permission.STATS_VIEW : Permission.CHAT_MESSAGE);
        Callable<Role> rename = () -> world.edit(admin, role.id(), only(name, null));
        Callable<Role> revoke = () -> world.edit(admin, role.id(), only(null, kept));
        for (var done : threads.invokeAll(List.of(rename, revoke))) {
          done.get();
        }
        var now = EditRole.find(roles(), company, role.id());
        assertThat(now.name()).isEqualTo(name);
        assertThat(now.permissions()).isEqualTo(kept);
        assertThat(now.description()).isEqualTo(role.description());
      }
    }
  }

  private static EditRole.Changes only(String name, Set<Permission> permissions) {
    return new EditRole.Changes(
        Optional.ofNullable(name), Optional.empty(), Optional.ofNullable(permissions));
  }

  @Test
  default void systemRolesStayAsTheyAre() {
    var world = new StaffWorld(this);
    var company = newCompany();
    var admin = world.as(world.hired(company, SystemRole.COMPANY_ADMIN));
    var agent = role(company, SystemRole.AGENT);

    assertRefused(Refused.class, "system_role", () -> world.edit(admin, agent, "Agent"));
    assertRefused(Refused.class, "system_role", () -> world.remove(admin, agent, false));
  }

  @Test
  default void whoHoldsAChangedRoleFeelsItAndAnotherCompanysRoleIsNone() {
    var world = new StaffWorld(this);
    var company = newCompany();
    var admin = world.as(world.hired(company, SystemRole.COMPANY_ADMIN));
    var role = world.make(admin, "Hosts", Permission.CHAT_MESSAGE);
    var user = world.hired(company);
    world.give(admin, user, role.id());
    world.changed.clear();

    world.edit(admin, role.id(), "Hosts, renamed", Permission.CHAT_MESSAGE);
    assertThat(world.changed).isEmpty();
    world.edit(admin, role.id(), "Hosts", Permission.CHAT_RECEIVE);
    assertThat(world.changed).containsExactly(user.id());
    assertThat(world.duties.begun).containsExactly(company);
    assertThat(world.as(user).permissions()).containsExactly(Permission.CHAT_RECEIVE);

    assertRefused(Refused.class, "role_in_use", () -> world.remove(admin, role.id(), true));
    var other = world.as(world.hired(newCompany(), SystemRole.COMPANY_ADMIN));
    assertRefused(Missing.class, "role_not_found", () -> world.edit(other, role.id(), "Mine"));
    assertRefused(Missing.class, "role_not_found", () -> world.remove(other, role.id(), false));

    world.remove(admin, role.id(), false);
    assertThat(world.reloaded(user).roles()).isEmpty();
    assertThat(world.duties.ended).containsExactly(user.id());
    assertThat(world.changed).hasSize(2);
  }

  @Test
  default void aRoleThatTheLastAdministratorHoldsKeepsWhatMakesThemOne() {
    var world = new StaffWorld(this);
    var company = newCompany();
    var first = world.hired(company, SystemRole.COMPANY_ADMIN);
    var role = world.make(world.as(first), "Chief", Permission.USER_MANAGE, Permission.ROLE_MANAGE);
    var chief = world.hired(company);
    world.give(world.as(first), chief, role.id());
    var root = world.as(world.superuser(newCompany()));
    world.activate(root, first, false);
    var by = world.as(chief);

    assertRefused(
        Refused.class,
        "last_administrator",
        () -> world.edit(by, role.id(), "Chief", Permission.USER_MANAGE));
    assertRefused(Refused.class, "last_administrator", () -> world.remove(by, role.id(), false));
    assertThat(world.as(chief).permissions())
        .containsExactlyInAnyOrder(Permission.USER_MANAGE, Permission.ROLE_MANAGE);
  }
}
