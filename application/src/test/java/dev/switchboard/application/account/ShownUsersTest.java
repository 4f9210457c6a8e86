package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.SystemRole;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is shown of a user's roles and rights. */
class ShownUsersTest {
  private final InMemoryAccounts ports = new InMemoryAccounts();
  private final StaffWorld staff = new StaffWorld(ports);
  private final People people = staff.accounts.people;

  @Test
  void systemRolesComeFirstThenTheCompanysOwnByName() {
    var company = ports.newCompany();
    var admin = staff.as(staff.hired(company, SystemRole.COMPANY_ADMIN));
    var night = staff.make(admin, "Night shift", Permission.STATS_VIEW);
    var day = staff.make(admin, "Day shift", Permission.USER_INVITE);
    var agent = ports.role(company, SystemRole.AGENT);
    var user = staff.hired(company);
    staff.give(admin, user, night.id(), agent, day.id());

    var shown = people.show(staff.reloaded(user));

    assertThat(shown.role()).isEqualTo("agent");
    assertThat(shown.roles()).containsExactly("agent", day.slug(), night.slug());
    assertThat(shown.permissions())
        .contains(Permission.STATS_VIEW.code(), Permission.USER_INVITE.code())
        .containsAll(SystemRole.AGENT.permissions().stream().map(Permission::code).toList())
        .doesNotContain(Permission.USER_MANAGE.code());
  }

  @Test
  void aSuperuserIsShownWithEverything() {
    var root = staff.superuser(ports.newCompany());

    assertThat(people.show(root).permissions())
        .containsExactlyElementsOf(
            Arrays.stream(Permission.values()).map(Permission::code).toList());
  }

  @Test
  void aRoleGivenByItsNumberWinsOverAName() {
    var company = ports.newCompany();
    var by = staff.as(staff.superuser(company));
    var agent = ports.role(company, SystemRole.AGENT);

    var made =
        staff.accounts.createUser.handle(
            new CreateUser.Command(
                by,
                Optional.empty(),
                Optional.of("superadmin"),
                Optional.of(agent),
                AccountsWorld.newcomer("bo")));

    assertThat(made.superuser()).isFalse();
    assertThat(made.roles()).containsExactly(agent);
  }
}
