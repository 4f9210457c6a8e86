package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.Contention;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.EmployeeId;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.PasswordHash;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.PhoneNumber;
import dev.switchboard.domain.user.Profile;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.domain.user.Username;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Users} must do. */
public interface UsersContract extends AccountPorts {
  PasswordHash HASH = new PasswordHash("hash");

  @Test
  default void everythingOfAUserIsKept() {
    var company = newCompany();
    var user = complete(company, ids().next());

    added(user);

    assertThat(users().find(company, user.id())).contains(user);
    assertThat(locked(user)).contains(user);
  }

  @Test
  default void aUserOfAnotherCompanyIsNotFound() {
    var user = added(aUser(newCompany()));

    assertThat(users().find(newCompany(), user.id())).isEmpty();
  }

  @Test
  default void aUserIsFoundByEachOfTheirNamesWhateverTheCase() {
    var user = complete(newCompany(), ids().next());
    added(user);
    var id = user.id();

    for (var identifier :
        List.of("ÉVA-" + id, " éva-" + id, "EVA." + id + "@Example.Test", "(0049) " + id)) {
      assertThat(users().credentials(LoginName.meantBy(identifier)))
          .contains(new Users.Credentials(user.company(), id, HASH));
    }
    assertThat(users().credentials(LoginName.meantBy("nobody" + id))).isEmpty();
    assertThat(users().credentials(List.of())).isEmpty();
  }

  @Test
  default void noTwoUsersOfTheInstallationShareAName() {
    var user = complete(newCompany(), ids().next());
    added(user);
    var id = user.id().value();
    var other = newCompany();

    refuses(with(other, "éva-" + id, "other" + id, "100" + id), "username_taken");
    refuses(with(other, "other" + id, "Eva." + id, "100" + id), "email_taken");
    refuses(with(other, "other" + id, "other" + id, "0049-" + id), "phone_number_taken");
    assertThat(users().count(other, Users.Filter.ALL)).isZero();
    assertThat(users().taken(LoginName.of(user.username()))).isTrue();
    assertThat(users().taken(LoginName.of(new Username("other" + id)))).isFalse();
  }

  @Test
  default void anEmployeeIdIsUniqueWithinTheCompanyAlone() {
    var company = newCompany();
    added(numbered(aUser(company), "E-1"));

    refuses(numbered(aUser(company), "e-1"), "emp_id_taken");
    assertThat(added(numbered(aUser(newCompany()), "E-1")).employeeId()).isPresent();
  }

  @Test
  default void anUpdateOfAnOldVersionIsRefused() {
    var user = added(aUser(newCompany()));
    var paused = changed(user, u -> u.routed(false, NOON.plusSeconds(1)));

    assertThat(paused.receivesNewChats()).isFalse();
    assertThat(paused.revision()).isEqualTo(user.revision() + 1);
    assertThat(paused.updatedAt()).isEqualTo(NOON.plusSeconds(1));
    assertThatThrownBy(() -> changed(user, u -> u.activated(false, NOON)))
        .isInstanceOf(Contention.class);
  }

  @Test
  default void aPasswordIsReplacedOnlyIfItIsStillTheKnownOne() {
    var user = added(aUser(newCompany()));
    var meant = List.of(LoginName.of(user.username()));
    var known = users().credentials(meant).orElseThrow();

    transactions().inTransaction(() -> users().rehash(known, new PasswordHash("second")));
    transactions().inTransaction(() -> users().rehash(known, new PasswordHash("third")));

    assertThat(users().credentials(meant).orElseThrow().password())
        .isEqualTo(new PasswordHash("second"));
    assertThat(users().find(user.company(), user.id())).contains(user);
  }

  @Test
  default void aUserWhoIsRenamedIsFoundByTheNewNamesAloneAndTheOldOnesAreFree() {
    var user = added(aUser(newCompany()));
    var id = user.id();
    var email = new EmailAddress("new" + id + "@example.test");

    var renamed = renamed(user, Optional.of(email), Optional.of(new PhoneNumber("+49 30 " + id)));

    assertThat(renamed.email()).contains(email);
    assertThat(renamed.revision()).isEqualTo(user.revision() + 1);
    assertThat(users().credentials(List.of(LoginName.of(email))).orElseThrow().user())
        .isEqualTo(id);
    assertThat(users().taken(LoginName.of(user.username()))).isTrue();
    assertThat(users().taken(LoginName.of(new PhoneNumber("4930" + id)))).isFalse();
    assertThat(users().taken(LoginName.of(new PhoneNumber("+4930" + id)))).isTrue();
    assertThat(users().taken(LoginName.of(user.email().orElseThrow()))).isFalse();

    var without = renamed(renamed, Optional.empty(), Optional.empty());
    assertThat(without.email()).isEmpty();
    assertThat(users().taken(LoginName.of(email))).isFalse();
  }

  @Test
  default void nobodyIsRenamedToWhatIsAnothers() {
    var user = added(aUser(newCompany()));
    var other = added(aUser(newCompany()));

    assertThatThrownBy(() -> renamed(user, other.email(), Optional.empty()))
        .hasMessage("email_taken");
    assertThat(users().find(user.company(), user.id())).contains(user);
    assertThat(users().taken(LoginName.of(user.email().orElseThrow()))).isTrue();
  }

  @Test
  default void aPasswordIsKnownByTheIdTooAndCanBeSetWhateverItWas() {
    var user = added(aUser(newCompany()));
    var other = newCompany();
    var second = new PasswordHash("second");

    transactions().inTransaction(() -> users().setPassword(other, user.id(), second));
    assertThat(users().credentials(user.company(), user.id()))
        .contains(new Users.Credentials(user.company(), user.id(), HASH));
    assertThat(users().credentials(other, user.id())).isEmpty();

    transactions().inTransaction(() -> users().setPassword(user.company(), user.id(), second));
    var known = users().credentials(user.company(), user.id()).orElseThrow();
    assertThat(known.password()).isEqualTo(second);
    assertThat(transactions().<Boolean>inTransaction(() -> users().rehash(known, HASH))).isTrue();
    assertThat(transactions().<Boolean>inTransaction(() -> users().rehash(known, HASH))).isFalse();
  }

  private User renamed(User user, Optional<EmailAddress> email, Optional<PhoneNumber> phone) {
    var stored =
        transactions()
            .inTransaction(
                () -> users().rename(user.presented(user.profile(), email, phone, NOON)));
    assertThat(users().find(user.company(), user.id())).contains(stored);
    return stored;
  }

  @Test
  default void usersAreListedNewestFirst() {
    var company = newCompany();
    var first = added(aUser(company));
    var second = added(aUser(company));
    var third = added(aUser(company));
    added(aUser(newCompany()));

    assertThat(ids(users().page(company, Users.Filter.ALL, 0, 10)))
        .containsExactly(third.id(), second.id(), first.id());
    assertThat(ids(users().page(company, Users.Filter.ALL, 1, 1))).containsExactly(second.id());
    assertThat(users().count(company, Users.Filter.ALL)).isEqualTo(3);
  }

  @Test
  default void agentsAreThoseWhoseRolesLetThemReceiveChats() {
    var company = newCompany();
    added(aUser(company, SystemRole.COMPANY_ADMIN));
    var agent = added(aUser(company, SystemRole.AGENT, SystemRole.CLIENT));
    var gone = added(aUser(company, SystemRole.AGENT));
    changed(gone, user -> user.activated(false, NOON));

    assertThat(ids(users().page(company, new Users.Filter(true, true), 0, 10)))
        .containsExactly(agent.id());
    assertThat(ids(users().page(company, new Users.Filter(true, false), 0, 10)))
        .containsExactly(gone.id(), agent.id());
    assertThat(users().count(company, new Users.Filter(true, true))).isEqualTo(1);
  }

  @Test
  default void aCompanyIsAdministeredWhileAnActiveAdministratorIsLeft() {
    var company = newCompany();
    added(aUser(company, SystemRole.SUPERVISOR));
    assertThat(users().administered(company)).isFalse();

    var first = added(aUser(company, SystemRole.COMPANY_ADMIN));
    assertThat(users().administered(company)).isTrue();

    changed(first, user -> user.activated(false, NOON));
    assertThat(users().administered(company)).isFalse();
    added(aUser(company).ranked(true, NOON));
    assertThat(users().administered(company)).isTrue();
    assertThat(users().administered(newCompany())).isFalse();
  }

  @Test
  default void whoManagesUsersAndRolesByTwoRolesAdministersToo() {
    var company = newCompany();
    var user = added(aUser(company));
    give(user, Set.of(own(company, "users", Permission.USER_MANAGE).id()));
    assertThat(users().administered(company)).isFalse();

    var roles = own(company, "roles", Permission.ROLE_MANAGE);
    var both = new HashSet<>(users().find(company, user.id()).orElseThrow().roles());
    both.add(roles.id());
    give(user, both);
    assertThat(users().administered(company)).isTrue();

    transactions().inTransaction(() -> roles().remove(company, roles.id()));
    assertThat(users().administered(company)).isFalse();
  }

  @Test
  default void rolesReplaceThoseBefore() {
    var company = newCompany();
    var user = added(aUser(company, SystemRole.AGENT, SystemRole.CLIENT));
    var supervisor = role(company, SystemRole.SUPERVISOR);

    give(user, Set.of(supervisor));

    assertThat(users().find(company, user.id()).orElseThrow().roles()).containsExactly(supervisor);
    assertThat(users().holders(company, supervisor)).containsExactly(user.id());
    assertThat(users().holders(company, role(company, SystemRole.AGENT))).isEmpty();
    give(user, Set.of());
    assertThat(users().find(company, user.id()).orElseThrow().roles()).isEmpty();
  }

  @Test
  default void receiversAreTheActiveOnesWhoseRolesLetThem() {
    var company = newCompany();
    var agent = added(aUser(company, SystemRole.AGENT));
    var paused = changed(added(aUser(company, SystemRole.AGENT)), user -> user.routed(false, NOON));
    changed(added(aUser(company, SystemRole.AGENT)), user -> user.activated(false, NOON));
    added(aUser(company, SystemRole.COMPANY_ADMIN));
    added(aUser(newCompany(), SystemRole.AGENT));

    assertThat(users().receivers(company)).containsExactlyInAnyOrder(agent.id(), paused.id());
  }

  @Test
  default void aUserWhoIsRemovedIsGoneWithNamesAndSessions() {
    var company = newCompany();
    var user = added(aUser(company, SystemRole.AGENT));
    var session = added(aSession(user));
    var other = added(aUser(company, SystemRole.AGENT));

    transactions().inTransaction(() -> users().remove(company, user.id()));

    assertThat(users().find(company, user.id())).isEmpty();
    assertThat(users().companyOf(user.id())).isEmpty();
    assertThat(users().taken(user.loginNames().getFirst())).isFalse();
    assertThat(sessions().find(company, session.id())).isEmpty();
    assertThat(users().find(company, other.id())).contains(other);
  }

  @Test
  default void nobodyIsRemovedFromAnotherCompany() {
    var user = added(aUser(newCompany()));
    var other = newCompany();

    transactions().inTransaction(() -> users().remove(other, user.id()));

    assertThat(users().find(user.company(), user.id())).contains(user);
    assertThat(users().companyOf(user.id())).contains(user.company());
  }

  @Test
  default void usersAreFilteredByARoleTheyHold() {
    var company = newCompany();
    var both = added(aUser(company, SystemRole.AGENT, SystemRole.CLIENT));
    added(aUser(company, SystemRole.AGENT));
    var filter = new Users.Filter(false, false, Optional.of("client"));

    assertThat(ids(users().page(company, filter, 0, 10))).containsExactly(both.id());
    assertThat(users().count(company, filter)).isEqualTo(1);
  }

  private void give(User user, Set<RoleId> roles) {
    transactions().inTransaction(() -> users().giveRoles(user.company(), user.id(), roles));
  }

  private Role own(CompanyId company, String name, Permission permission) {
    var draft = new Role.Draft(name, Optional.empty(), Set.of(permission));
    var role = Role.own(company, new RoleId(ids().next()), Optional.empty(), draft, NOON);
    transactions().inTransaction(() -> roles().add(role));
    return role;
  }

  private Optional<User> locked(User user) {
    return transactions().inTransaction(() -> users().lock(user.company(), user.id()));
  }

  private void refuses(User user, String code) {
    assertThatThrownBy(() -> added(user)).hasMessage(code);
    assertThat(users().find(user.company(), user.id())).isEmpty();
  }

  private static List<UserId> ids(List<User> users) {
    return users.stream().map(User::id).toList();
  }

  private User complete(CompanyId company, long id) {
    return new User(
        company,
        new UserId(id),
        new Username("Éva-" + id),
        Optional.of(new EmailAddress("Eva." + id + "@example.test")),
        Optional.of(new PhoneNumber("0049 " + id)),
        Optional.of(new EmployeeId("E-" + id)),
        new Profile(
            Optional.of("Éva Ész"),
            Optional.of("Éva"),
            Optional.of("Ész"),
            Optional.of("two\nlines"),
            Optional.of("HU"),
            Optional.of("Business"),
            Optional.of("Tagline"),
            Optional.of("https://example.test"),
            Map.of("x", "https://x.example.test/éva"),
            Optional.of("https://example.test/a.png"),
            true),
        Set.of(role(company, SystemRole.AGENT), role(company, SystemRole.SUPERVISOR)),
        true,
        true,
        false,
        Optional.of(7),
        0,
        NOON,
        NOON.plusSeconds(1));
  }

  private User with(CompanyId company, String username, String local, String phone) {
    return new User(
        company,
        new UserId(ids().next()),
        new Username(username),
        Optional.of(new EmailAddress(local + "@example.test")),
        Optional.of(new PhoneNumber(phone)),
        Optional.empty(),
        Profile.named(Optional.empty(), Optional.empty(), Optional.empty()),
        Set.of(),
        true,
        false,
        true,
        Optional.empty(),
        0,
        NOON,
        NOON);
  }

  private static User numbered(User user, String employeeId) {
    return new User(
        user.company(),
        user.id(),
        user.username(),
        user.email(),
        user.phoneNumber(),
        Optional.of(new EmployeeId(employeeId)),
        user.profile(),
        user.roles(),
        user.active(),
        user.superuser(),
        user.receivesNewChats(),
        user.chatCapacity(),
        user.revision(),
        user.createdAt(),
        user.updatedAt());
  }
}
