package dev.switchboard.application.account;

import static dev.switchboard.application.account.AccountsWorld.newcomer;
import static dev.switchboard.application.account.AccountsWorld.stranger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.account.Registration.Mode;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.domain.Seen;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the trail still says when the thing itself has changed or is gone. */
class RecordedAccountsTest {
  private final InMemoryAccounts ports = new InMemoryAccounts();
  private final AccountsWorld world = new AccountsWorld(ports);
  private final StaffWorld staff = new StaffWorld(ports);

  @Test
  void theFirstCompanyAndItsSuperuserAreOnRecord() {
    world.bootstrap.handle(Optional.empty());

    assertThat(facts(AuditAction.COMPANY_CREATED))
        .isEqualTo(Map.of("name", "Default company", "by", "installation"));
    assertThat(facts(AuditAction.USER_CREATED))
        .isEqualTo(
            Map.of(
                "username",
                "admin",
                "roles",
                List.of(),
                "is_superuser",
                true,
                "by",
                "installation"));
  }

  @Test
  void whoRegistersIsRecordedWithTheCompanyTheyFoundAndTheirRole() {
    world.bootstrap.handle(Optional.empty());
    var ada = world.register(Mode.OPEN, true).handle(stranger(newcomer("ada")));

    var founded = event(AuditAction.COMPANY_CREATED);
    assertThat(founded.company()).isEqualTo(ada.company());
    assertThat(founded.actor()).contains(ada.id());
    assertThat(founded.address()).contains("192.0.2.1");
    assertThat(founded.facts()).isEqualTo(Map.of("name", "Full ada"));
    assertThat(facts(AuditAction.USER_REGISTERED))
        .containsEntry("roles", List.of(role(ada.company(), SystemRole.COMPANY_ADMIN)));
  }

  @Test
  void anInvitationIsRecordedWithWhomItIsForAndAsWhat() {
    var admin = admin();
    var email = new EmailAddress("grace@example.test");
    var choice = new RoleChoice(Optional.of("supervisor"), Optional.empty());
    world.invite(Mode.INVITE).handle(new Invite.Command(world.as(admin), email, choice));

    assertThat(facts(AuditAction.INVITATION_CREATED))
        .isEqualTo(Map.of("email", "grace@example.test", "role", "supervisor"));
  }

  @Test
  void whoIsMadeAndDeletedIsRecordedByName() {
    var admin = admin();
    var command =
        new CreateUser.Command(
            world.as(admin),
            Optional.empty(),
            Optional.of("agent"),
            Optional.empty(),
            newcomer("bo"));
    var bo = world.createUser.handle(command);
    staff.delete(world.as(admin), bo);

    assertThat(facts(AuditAction.USER_CREATED))
        .isEqualTo(
            Map.of(
                "username",
                "bo",
                "roles",
                List.of(role(admin.company(), SystemRole.AGENT)),
                "is_superuser",
                false));
    assertThat(facts(AuditAction.USER_DELETED)).containsEntry("username", "bo");
  }

  @Test
  void aChangedRoleIsRecordedAsItWasAndAsItIs() {
    var admin = world.as(admin());
    var role = staff.make(admin, "Night shift", Permission.CHAT_MESSAGE);
    staff.edit(admin, role.id(), "Day shift", Permission.STATS_VIEW);

    assertThat(facts(AuditAction.ROLE_UPDATED))
        .containsEntry("name_before", "Night shift")
        .containsEntry("name", "Day shift")
        .containsEntry("permissions_before", List.of(Permission.CHAT_MESSAGE.code()))
        .containsEntry("permissions", List.of(Permission.STATS_VIEW.code()));
  }

  @Test
  void otherRolesAreRecordedWithThoseBeforeAndTheSameAgainAreNot() {
    var admin = admin();
    var company = admin.company();
    var user = staff.hired(company, SystemRole.AGENT);
    var agent = ports.role(company, SystemRole.AGENT);
    var supervisor = ports.role(company, SystemRole.SUPERVISOR);
    staff.accounts.pass(Duration.ofMinutes(1));

    var given = staff.give(world.as(admin), user, agent, supervisor);

    assertThat(facts(AuditAction.ROLES_CHANGED))
        .isEqualTo(
            Map.of(
                "before",
                List.of(agent.value()),
                "after",
                Stream.of(agent.value(), supervisor.value()).sorted().toList()));
    assertThat(staff.reloaded(user).updatedAt()).isEqualTo(staff.accounts.clock.instant());
    var recorded = ports.audit().events().size();
    assertThat(staff.give(world.as(admin), user, agent, supervisor).id()).isEqualTo(given.id());
    assertThat(ports.audit().events()).hasSize(recorded);
  }

  @Test
  void whoIsDisabledAndEnabledAgainIsRecordedEachTime() {
    var admin = admin();
    var user = staff.hired(admin.company(), SystemRole.AGENT);

    staff.activate(world.as(admin), user, false);
    assertThat(facts(AuditAction.USER_DISABLED)).isEqualTo(Map.of("invitations_revoked", 0));
    staff.activate(world.as(admin), user, true);
    assertThat(facts(AuditAction.USER_ENABLED)).isEmpty();

    var recorded = ports.audit().events().size();
    assertThat(staff.activate(world.as(admin), user, true).active()).isTrue();
    assertThat(ports.audit().events()).hasSize(recorded);
  }

  @Test
  void anotherEmailAddressIsRecordedWithTheOneBefore() {
    var admin = admin();
    update(admin, Optional.of("other@example.test"), "+44 20 7946");
    assertThat(facts(AuditAction.PROFILE_UPDATED))
        .containsEntry("email_before", admin.email().orElseThrow().value())
        .containsEntry("email", "other@example.test")
        .containsEntry("names_changed", true);

    update(admin, Optional.empty(), "+44 20 7947");
    assertThat(facts(AuditAction.PROFILE_UPDATED)).doesNotContainKeys("email_before", "email");
  }

  @Test
  void aWrongCurrentPasswordIsOnRecord() {
    var admin = admin();
    var change =
        new ChangePassword(
            ports.transactions(),
            ports.rights(),
            ports.users(),
            ports.companies(),
            ports.sessions(),
            world.passwords,
            world.policy,
            world.revocations,
            world.notices,
            world.throttling,
            ports.audit(),
            world.clock);
    var wrong =
        new ChangePassword.Command(
            world.as(admin), new Password("wrong"), new Password("battery staple"));

    assertThatThrownBy(() -> change.handle(wrong)).hasMessage("wrong_password");
    assertThat(event(AuditAction.PASSWORD_CHANGE_FAILED).actor()).contains(admin.id());
    assertThat(facts(AuditAction.PASSWORD_CHANGE_FAILED))
        .isEqualTo(Map.of("reason", "wrong_password"));
  }

  private void update(User user, Optional<String> email, String phone) {
    new UpdateProfile(
            ports.transactions(),
            ports.rights(),
            ports.users(),
            world.notices,
            ports.audit(),
            world.clock)
        .handle(
            new UpdateProfile.Command(
                world.as(user),
                new UpdateProfile.Changes(ProfileChanges.NONE, email, Optional.of(phone)),
                Seen.ANYTHING));
  }

  private User admin() {
    return staff.hired(ports.newCompany(), SystemRole.COMPANY_ADMIN);
  }

  private long role(CompanyId company, SystemRole role) {
    return ports.role(company, role).value();
  }

  private Map<String, Object> facts(AuditAction action) {
    return event(action).facts();
  }

  /** The newest. */
  private AuditEvent event(AuditAction action) {
    return ports.audit().events().stream()
        .filter(event -> event.action() == action)
        .reduce((_, newer) -> newer)
        .orElseThrow();
  }
}
