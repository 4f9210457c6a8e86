package dev.switchboard.application.account;

import static dev.switchboard.application.Refusals.assertRefused;
import static dev.switchboard.application.account.AccountsWorld.newcomer;
import static dev.switchboard.application.account.AccountsWorld.stranger;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.account.Registration.Mode;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.Invitation;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.TokenHash;
import dev.switchboard.domain.user.User;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InvitingTest {
  private final InMemoryAccounts ports = new InMemoryAccounts();
  private final AccountsWorld world = new AccountsWorld(ports);
  private final CompanyId first = ports.newCompany();
  private final CompanyId company = ports.newCompany();
  private final User admin = world.stored(ports.aUser(company, SystemRole.COMPANY_ADMIN));

  @Test
  void whoeverHasTheTokenJoinsTheCompanyThatInvitesWithTheRole() {
    invite("grace", "supervisor");

    var grace = register(Mode.INVITE, "grace", token());

    assertThat(grace.company()).isEqualTo(company);
    assertThat(world.people.show(grace).roles()).containsExactly("supervisor");
    assertThat(world.logIn("grace", AccountsWorld.PASSWORD).user()).isEqualTo(grace);
    assertThat(ports.audit().actions())
        .containsSubsequence(
            AuditAction.INVITATION_CREATED,
            AuditAction.USER_REGISTERED,
            AuditAction.INVITATION_ACCEPTED);
    assertThat(state()).isEqualTo(Invitation.State.ACCEPTED);
  }

  @Test
  void anInvitationIsMailedAndOnlyItsHashIsKept() {
    var invitation = invite("grace", "agent");

    var told = world.notices.told().getFirst();
    assertThat(told.what()).isEqualTo("invited");
    assertThat(told.to()).contains(new EmailAddress("grace@example.test"));
    assertThat(told.at()).isEqualTo(AccountPorts.NOON.plus(Duration.ofDays(7)));
    assertThat(invitation.token()).isEqualTo(TokenHash.ofText(token()));
    assertThat(invitation.expiresAt()).isEqualTo(told.at());
    assertThat(token()).matches("inv_" + company + "_[A-Za-z0-9_-]{43}");
  }

  @Test
  void anInvitationIsGoodOnceAndForItsAddressAndTime() {
    invite("grace", "agent");
    var token = token();

    assertRefused(Invalid.class, "not_invited", () -> register(Mode.INVITE, "bo", token));
    register(Mode.OPEN, "grace", token);
    assertRefused(Refused.class, "invalid_invitation", () -> register(Mode.INVITE, "grace", token));

    invite("late", "agent");
    world.pass(Duration.ofDays(7));
    assertRefused(
        Refused.class, "invalid_invitation", () -> register(Mode.INVITE, "late", token()));
  }

  @Test
  void aRevokedOrReplacedOrInventedInvitationIsNone() {
    var one = invite("grace", "agent");
    var old = token();
    invite("grace", "agent");
    var revoked = token();
    var newest = ports.invitations().page(company, 0, 1).getFirst();
    world.invite(Mode.INVITE).revoke(world.as(admin), newest.id());

    for (var token :
        new String[] {
          old, revoked, "", "inv_1_x", old.replaceFirst("inv_[0-9]+", "inv_" + first), old + "x"
        }) {
      assertRefused(
          Refused.class, "invalid_invitation", () -> register(Mode.INVITE, "grace", token));
    }
    assertThat(one.id()).isNotEqualTo(newest.id());
    assertThat(ports.audit().actions()).contains(AuditAction.INVITATION_REVOKED);
  }

  @Test
  void onlyAnOpenInvitationOfTheOwnCompanyIsRevoked() {
    var one = invite("grace", "agent");
    var stranger = world.as(world.stored(ports.aUser(first, SystemRole.COMPANY_ADMIN)));
    var invite = world.invite(Mode.INVITE);

    assertRefused(Missing.class, "invitation_not_found", () -> invite.revoke(stranger, one.id()));
    invite.revoke(world.as(admin), one.id());
    assertRefused(
        Missing.class, "invitation_not_found", () -> invite.revoke(world.as(admin), one.id()));
  }

  @Test
  void anInvitationIsWorthWhatItsInviterCouldStillGive() {
    var staff = new StaffWorld(ports);
    var chief = staff.hired(company, SystemRole.COMPANY_ADMIN);
    invite(world.as(chief), "grace", "supervisor");
    var token = token();

    staff.give(world.as(admin), staff.reloaded(chief), ports.role(company, SystemRole.SUPERVISOR));
    refused(token);
    var inviting = staff.make(world.as(admin), "Inviting", Permission.USER_INVITE);
    staff.give(world.as(admin), staff.reloaded(chief), inviting.id());
    refused(token);
    staff.give(
        world.as(admin), staff.reloaded(chief), ports.role(company, SystemRole.COMPANY_ADMIN));

    assertThat(register(Mode.INVITE, "grace", token).company()).isEqualTo(company);
  }

  private void refused(String token) {
    assertRefused(Refused.class, "invalid_invitation", () -> register(Mode.INVITE, "grace", token));
    assertThat(state()).isEqualTo(Invitation.State.PENDING);
  }

  @Test
  void whereNothingIsMailedNobodyInvites() {
    world.notices.undeliverable();

    assertRefused(Forbidden.class, "mail_not_configured", () -> invite("grace", "agent"));
    assertThat(ports.invitations().page(company, 0, 10)).isEmpty();
  }

  @Test
  void nobodyInvitesAboveThemselvesOrWhomThereIs() {
    var supervisor = world.stored(ports.aUser(company, SystemRole.SUPERVISOR));

    assertRefused(
        Forbidden.class, "role_above_own", () -> invite(world.as(supervisor), "x", "admin"));
    assertRefused(Invalid.class, "unknown", () -> invite("x", "king"));
    assertRefused(
        Refused.class,
        "email_taken",
        () -> invite(admin.email().orElseThrow().localPart(), "agent"));
    assertThat(ports.invitations().page(company, 0, 10)).isEmpty();
    assertThat(world.notices.told()).isEmpty();
  }

  @Test
  void whereRegistrationIsClosedNobodyInvitesAndNoInvitationHelps() {
    assertRefused(
        Forbidden.class,
        "registration_closed",
        () ->
            world
                .invite(Mode.CLOSED)
                .handle(
                    new Invite.Command(
                        world.as(admin), new EmailAddress("x@example.test"), choice("agent"))));
    invite("grace", "agent");
    assertRefused(
        Forbidden.class, "registration_closed", () -> register(Mode.CLOSED, "grace", token()));
    assertRefused(
        Forbidden.class,
        "registration_closed",
        () -> world.register(Mode.CLOSED, false).handle(stranger(newcomer("grace"))));
  }

  @Test
  void whatSomebodySentWhoHadToLeaveIsNone() {
    var staff = new StaffWorld(ports);
    var root = world.superuser(first);
    world.stored(ports.aUser(company, SystemRole.COMPANY_ADMIN)); // an administrator must stay
    invite("grace", "agent");
    var token = token();

    staff.activate(root, admin, false);
    staff.activate(root, admin, true);
    assertRefused(Refused.class, "invalid_invitation", () -> register(Mode.INVITE, "grace", token));

    invite("grace", "agent");
    staff.delete(root, admin);
    assertRefused(
        Refused.class, "invalid_invitation", () -> register(Mode.INVITE, "grace", token()));
    assertThat(ports.audit().events())
        .filteredOn(event -> event.company().equals(company)) // a superuser's own has it too
        .filteredOn(event -> event.facts().containsKey("invitations_revoked"))
        .extracting(event -> event.facts().get("invitations_revoked"))
        .containsExactly(1, 1);
  }

  @Test
  void whereAnInvitationIsNeededThatIsSaid() {
    for (var ownCompany : new boolean[] {true, false}) {
      assertRefused(
          Forbidden.class,
          "invitation_required",
          () -> world.register(Mode.INVITE, ownCompany).handle(stranger(newcomer("grace"))));
    }
  }

  @Test
  void aPasswordMadeOfTheInvitingCompanysNameIsRefused() {
    invite("grace", "agent");
    var plain = newcomer("grace");
    var guessable =
        new NewUser(
            plain.username(),
            plain.email(),
            plain.phoneNumber(),
            plain.employeeId(),
            plain.profile(),
            new dev.switchboard.domain.user.Password("Company-2026"),
            true);

    assertRefused(
        Invalid.class,
        "password_blocklisted",
        () ->
            world
                .register(Mode.INVITE, false)
                .handle(new Register.Command(guessable, Optional.of(token()), Optional.empty())));
    assertThat(state()).isEqualTo(Invitation.State.PENDING);
  }

  private Invitation.State state() {
    return ports.invitations().page(company, 0, 1).getFirst().stateAt(world.clock.instant());
  }

  private Invitation invite(String name, String role) {
    return invite(world.as(admin), name, role);
  }

  private Invitation invite(Caller by, String name, String role) {
    var email = new EmailAddress(name + "@example.test");
    return world.invite(Mode.INVITE).handle(new Invite.Command(by, email, choice(role)));
  }

  private static RoleChoice choice(String role) {
    return new RoleChoice(Optional.of(role), Optional.empty());
  }

  private User register(Mode mode, String name, String token) {
    return world
        .register(mode, false)
        .handle(new Register.Command(newcomer(name), Optional.of(token), Optional.empty()));
  }

  /** Of the newest mail. */
  private String token() {
    return world.notices.told().getLast().token().orElseThrow();
  }
}
