package dev.switchboard.application.account;

import static dev.switchboard.application.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.account.Registration.Mode;
import dev.switchboard.application.assignment.AssignConversations;
import dev.switchboard.application.assignment.DrainBacklog;
import dev.switchboard.application.assignment.InMemoryDecisions;
import dev.switchboard.application.assignment.InMemoryRoster;
import dev.switchboard.application.audit.AuditRecords;
import dev.switchboard.application.audit.ExportAudit;
import dev.switchboard.application.conversation.InMemoryConversations;
import dev.switchboard.application.stream.InMemoryStreams;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Seen;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose request was let in, and who may no longer do it when it begins to act. */
class LostRightsTest {
  private final InMemoryAccounts ports = new InMemoryAccounts();
  private final AccountsWorld world = new AccountsWorld(ports);
  private final CompanyId first = ports.newCompany();
  private final CompanyId company = ports.newCompany();
  private final User admin = world.stored(ports.aUser(company, SystemRole.COMPANY_ADMIN));
  private final User agent = world.stored(ports.aUser(company, SystemRole.AGENT));
  private final Caller asAdmin = world.as(admin);

  @AfterEach
  void nothingIsOnRecord() {
    assertThat(ports.audit().actions())
        .allMatch(action -> action.code().equals("login") || action.code().contains("invitation"));
  }

  @Test
  void whoWasDisabledChangesNothingOfTheirOwn() {
    var session =
        world
            .accessTokens
            .verify(world.logIn(agent).tokens().accessToken())
            .orElseThrow()
            .session();
    var caller = world.as(agent, session);
    ports.changed(agent, user -> user.activated(false, world.clock.instant()));
    var before = ports.users().find(company, agent.id());

    disabled(
        () -> profile().handle(new UpdateProfile.Command(caller, named("Ada"), Seen.ANYTHING)));
    disabled(
        () ->
            password()
                .handle(
                    new ChangePassword.Command(
                        caller, new Password(AccountsWorld.PASSWORD), new Password("a new one!"))));
    disabled(() -> sessions().end(caller, session));

    assertThat(ports.users().find(company, agent.id())).isEqualTo(before);
    assertThat(ports.sessions().find(company, session).orElseThrow().revokedAt()).isEmpty();
  }

  @Test
  void whoIsNoAdministratorAnyMoreChangesNothingOfTheCompany() {
    world
        .invite(Mode.INVITE)
        .handle(
            new Invite.Command(
                asAdmin,
                new EmailAddress("grace@example.test"),
                new RoleChoice(Optional.of("agent"), Optional.empty())));
    var invitation = ports.invitations().page(company, 0, 10).getFirst();
    ports
        .transactions()
        .inTransaction(() -> ports.users().giveRoles(company, admin.id(), Set.of()));

    lost(
        () ->
            routing()
                .handle(new SetChatRouting.Command(asAdmin, agent.id(), false, Seen.ANYTHING)));
    lost(() -> world.invite(Mode.INVITE).revoke(asAdmin, invitation.id()));
    lost(
        () ->
            new ExportAudit(ports.transactions(), ports.rights(), ports.audit(), ports.audit())
                .handle(
                    new ExportAudit.Command(asAdmin, company, AuditRecords.Filter.ALL),
                    _ -> {
                      throw new AssertionError("nothing is handed out");
                    }));

    assertThat(ports.users().find(company, agent.id()).orElseThrow().receivesNewChats()).isTrue();
    assertThat(ports.invitations().page(company, 0, 10)).containsExactly(invitation);
  }

  @Test
  void aFallenSuperuserChangesNoCompany() {
    var root = world.stored(ports.aUser(first).ranked(true, world.clock.instant()));
    var asRoot = world.as(root);
    ports.changed(root, user -> user.ranked(false, world.clock.instant()));
    var before = ports.companies().find(company);

    lost(
        () ->
            world.createCompany.handle(
                new CreateCompany.Command(asRoot, "Acme", Optional.empty())));
    lost(
        () ->
            new UpdateCompany(
                    ports.transactions(),
                    ports.rights(),
                    ports.companies(),
                    ports.audit(),
                    world.clock)
                .handle(new UpdateCompany.Command(asRoot, company, Optional.of("Mine"))));
    lost(
        () ->
            new DeleteCompany(
                    ports.transactions(),
                    ports.rights(),
                    ports.companies(),
                    ports.removal(),
                    ports.users(),
                    ports.sessions(),
                    world.revocations,
                    ports.audit(),
                    world.clock)
                .handle(asRoot, company));

    assertThat(ports.companies().count()).isEqualTo(2);
    assertThat(ports.companies().find(company)).isEqualTo(before);
    assertThat(world.logIn(agent).user()).isEqualTo(agent);
  }

  private static void disabled(ThrowingCallable attempt) {
    assertRefused(Forbidden.class, "user_disabled", attempt);
  }

  private static void lost(ThrowingCallable attempt) {
    assertRefused(Forbidden.class, "insufficient_permissions", attempt);
  }

  private static UpdateProfile.Changes named(String name) {
    return new UpdateProfile.Changes(
        ProfileChanges.NONE, Optional.of(name + "@example.test"), Optional.empty());
  }

  private UpdateProfile profile() {
    return new UpdateProfile(
        ports.transactions(),
        ports.rights(),
        ports.users(),
        world.notices,
        ports.audit(),
        world.clock);
  }

  private ChangePassword password() {
    return new ChangePassword(
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
  }

  private OwnSessions sessions() {
    return new OwnSessions(
        ports.transactions(),
        ports.rights(),
        ports.sessions(),
        world.revocations,
        ports.audit(),
        world.clock);
  }

  private SetChatRouting routing() {
    var chats = new InMemoryConversations(ports.transactions());
    var roster = new InMemoryRoster(ports.transactions(), chats);
    var assign =
        new AssignConversations(roster, new InMemoryDecisions(ports.transactions()), ports.ids());
    return new SetChatRouting(
        ports.transactions(),
        ports.rights(),
        ports.users(),
        ports.roles(),
        world.superusers,
        new DrainBacklog(
            ports.transactions(),
            chats,
            assign,
            new InMemoryStreams(ports.transactions()),
            world.clock,
            Runnable::run),
        ports.audit(),
        world.clock);
  }
}
