package dev.switchboard.application.account;

import static dev.switchboard.application.account.AccountsWorld.newcomer;
import static dev.switchboard.application.account.AccountsWorld.stranger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.account.Registration.Mode;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.Profile;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The ways to make accounts, over every storage; it is empty before each test. */
public interface AccountCreationContract extends AccountPorts {
  @Test
  default void theFirstStartMakesOneSuperuserAndSaysThePasswordOnce() {
    var world = new AccountsWorld(this);

    var admin = world.bootstrap.handle(Optional.empty()).orElseThrow();

    var in = world.logIn("admin", admin.password().orElseThrow().value());
    assertThat(in.user().superuser()).isTrue();
    assertThat(world.people.show(in.user()).role()).isEqualTo("superadmin");
    assertThat(world.bootstrap.handle(Optional.empty())).isEmpty();
    assertThat(companies().count()).isEqualTo(1);
  }

  @Test
  default void aGivenPasswordIsTakenAndNotSaidAgain() {
    var world = new AccountsWorld(this);

    var admin = world.bootstrap.handle(Optional.of(new Password("given password")));

    assertThat(admin.orElseThrow().password()).isEmpty();
    assertThat(world.logIn("admin", "given password").user().superuser()).isTrue();
  }

  @Test
  default void ofManyFirstStartsAtOnceOneCounts() throws Exception {
    var world = new AccountsWorld(this);
    Callable<Boolean> start = () -> world.bootstrap.handle(Optional.empty()).isPresent();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = threads.invokeAll(IntStream.range(0, 4).mapToObj(_ -> start).toList());
      int founders = 0;
      for (var result : results) {
        founders += result.get() ? 1 : 0;
      }
      assertThat(founders).isEqualTo(1);
    }
    assertThat(companies().count()).isEqualTo(1);
    assertThat(roles().of(companies().first().orElseThrow().id()))
        .hasSize(SystemRole.values().length);
  }

  @Test
  default void aNewcomerIsAMemberOfTheOldestCompany() {
    var world = started();

    var user = world.register(Mode.OPEN, false).handle(stranger(newcomer("ada")));

    var view = world.people.find(user.company(), user.id()).orElseThrow();
    assertThat(view.companyId()).isEqualTo(companies().first().orElseThrow().id().value());
    assertThat(view.roles()).containsExactly("member");
    assertThat(view.permissions()).isEmpty();
    assertThat(view.isSuperuser()).isFalse();
    assertThat(world.logIn("ada@example.test", AccountsWorld.PASSWORD).user()).isEqualTo(user);
  }

  @Test
  default void aNewcomerCanGetACompanyOfTheirOwn() {
    var world = started();

    var user = world.register(Mode.OPEN, true).handle(stranger(newcomer("ada")));

    assertThat(companies().find(user.company()).orElseThrow().name()).isEqualTo("Full ada");
    assertThat(world.people.show(user).role()).isEqualTo("admin");
    assertThat(companies().count()).isEqualTo(2);
  }

  @Test
  default void whereRegistrationIsNotOpenNobodyRegisters() {
    var world = started();

    assertThatThrownBy(() -> world.register(Mode.CLOSED, false).handle(stranger(newcomer("ada"))))
        .hasMessage("registration_closed");
    assertThatThrownBy(() -> world.register(Mode.INVITE, false).handle(stranger(newcomer("ada"))))
        .hasMessage("invitation_required");
  }

  @Test
  default void aTakenNameIsToldAndLeavesNothingBehind() {
    var world = started();
    var register = world.register(Mode.OPEN, true);
    register.handle(stranger(newcomer("ada")));

    assertThatThrownBy(() -> register.handle(stranger(newcomer("ADA"))))
        .hasMessage("username_taken");
    assertThat(companies().count()).isEqualTo(2);
  }

  @Test
  default void whoChoosesNoUsernameGetsOne() {
    var world = started();
    var register = world.register(Mode.OPEN, false);

    var first = register.handle(stranger(nameless("ada@example.test")));
    var second = register.handle(stranger(nameless("ada@other.example.test")));

    assertThat(first.username().value()).isEqualTo("ada");
    assertThat(second.username().value()).isEqualTo("ada-" + second.id());
  }

  @Test
  default void ofManyAtOnceWhoChooseNoUsernameEachGetsOne() throws Exception {
    var world = started();
    var register = world.register(Mode.OPEN, false);
    var newcomers =
        IntStream.range(0, 8)
            .<Callable<User>>mapToObj(
                i -> () -> register.handle(stranger(nameless("eve@" + i + ".example.test"))))
            .toList();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var plain = 0;
      for (var newcomer : threads.invokeAll(newcomers)) {
        var user = newcomer.get();
        assertThat(user.username().value()).isIn("eve", "eve-" + user.id());
        plain += user.username().value().equals("eve") ? 1 : 0;
      }
      assertThat(plain).isEqualTo(1);
    }
  }

  @Test
  default void aShortPasswordIsRefused() {
    var world = started();
    var short7 = withPassword("1234567");

    assertThatThrownBy(() -> world.register(Mode.OPEN, false).handle(stranger(short7)))
        .hasMessage("too_short");
    assertThat(world.register(Mode.OPEN, false).handle(stranger(withPassword("12345678"))))
        .isNotNull();
  }

  @Test
  default void anAdministratorCreatesAgentsUnlessToldOtherwise() {
    var world = new AccountsWorld(this);
    var company = newCompany();
    var admin = world.stored(aUser(company, SystemRole.COMPANY_ADMIN));

    var agent = world.createUser.handle(command(world.as(admin), null, null, "agent-to-be"));
    var other = world.createUser.handle(command(world.as(admin), null, "admin", "second-admin"));

    assertThat(world.people.show(agent).role()).isEqualTo("agent");
    assertThat(world.people.show(other).roles()).containsExactly("company_admin", "admin");
    assertThat(agent.company()).isEqualTo(company);
  }

  @Test
  default void nobodyGrantsMoreThanTheyHave() {
    var world = new AccountsWorld(this);
    var company = newCompany();
    var supervisor = world.as(world.stored(aUser(company, SystemRole.SUPERVISOR)));
    var admin = world.as(world.stored(aUser(company, SystemRole.COMPANY_ADMIN)));

    for (var role : new String[] {"admin", "company_admin", "superadmin", "content_manager"}) {
      assertThatThrownBy(
              () -> world.createUser.handle(command(supervisor, null, role, "x-" + role)))
          .hasMessage("role_above_own");
    }
    assertThatThrownBy(() -> world.createUser.handle(command(admin, null, "superadmin", "root2")))
        .hasMessage("role_above_own");
    assertThatThrownBy(() -> world.createUser.handle(command(admin, null, "king", "king")))
        .hasMessage("unknown");
  }

  @Test
  default void onlyASuperuserReachesIntoAnotherCompany() {
    var world = new AccountsWorld(this);
    var company = newCompany();
    var other = newCompany();
    var admin = world.as(world.stored(aUser(company, SystemRole.COMPANY_ADMIN)));
    var root = world.superuser(company);

    assertThat(world.createUser.handle(command(admin, other, null, "stays")).company())
        .isEqualTo(company);
    assertThat(world.createUser.handle(command(root, other, "superadmin", "moves")).company())
        .isEqualTo(other);
    assertThatThrownBy(
            () -> world.createUser.handle(command(root, new CompanyId(-1), null, "nowhere")))
        .hasMessage("company_not_found");
  }

  @Test
  default void aCompanyIsOpenedWithItsAdministratorOrNotAtAll() {
    var world = started();
    var by = world.superuser(newCompany());
    var before = companies().count();

    var created =
        world.createCompany.handle(
            new CreateCompany.Command(by, " Acme ", Optional.of(newcomer("ada"))));

    assertThat(created.company().name()).isEqualTo("Acme");
    assertThat(world.people.show(created.admin().orElseThrow()).role()).isEqualTo("admin");
    assertThatThrownBy(
            () ->
                world.createCompany.handle(
                    new CreateCompany.Command(by, "Second", Optional.of(newcomer("ada")))))
        .hasMessage("username_taken");
    assertThat(companies().count()).isEqualTo(before + 1);
  }

  private AccountsWorld started() {
    var world = new AccountsWorld(this);
    world.bootstrap.handle(Optional.empty());
    return world;
  }

  private static CreateUser.Command command(
      Caller by, CompanyId company, String role, String username) {
    return new CreateUser.Command(
        by,
        Optional.ofNullable(company),
        Optional.ofNullable(role),
        Optional.empty(),
        newcomer(username));
  }

  private static NewUser nameless(String email) {
    return new NewUser(
        Optional.empty(),
        Optional.of(new EmailAddress(email)),
        Optional.empty(),
        Optional.empty(),
        Profile.named(Optional.empty(), Optional.empty(), Optional.empty()),
        new Password(AccountsWorld.PASSWORD),
        true);
  }

  private static NewUser withPassword(String password) {
    var user = newcomer("ada");
    return new NewUser(
        user.username(),
        user.email(),
        user.phoneNumber(),
        user.employeeId(),
        user.profile(),
        new Password(password),
        true);
  }
}
