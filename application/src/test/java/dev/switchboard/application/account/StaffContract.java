package dev.switchboard.application.account;

import static dev.switchboard.application.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.Rejection.Unauthenticated;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What administrators may do to users, over every storage, also when they do it at once. */
public interface StaffContract extends AccountPorts {
  int ROUNDS = 12;

  @Test
  default void rolesReplaceThoseBeforeAndTheUserIsTold() {
    var world = new StaffWorld(this);
    var company = newCompany();
    var admin = world.hired(company, SystemRole.COMPANY_ADMIN);
    var user = world.hired(company, SystemRole.CLIENT);
    var supervisor = role(company, SystemRole.SUPERVISOR);

    var given = world.give(world.as(admin), user, supervisor);

    assertThat(given.roles()).containsExactly(supervisor);
    assertThat(world.reloaded(user).roles()).containsExactly(supervisor);
    assertThat(world.as(user).may(Permission.CHAT_ASSIGN)).isTrue();
    assertThat(world.changed).containsExactly(user.id());
    world.give(world.as(admin), user, supervisor);
    assertThat(world.changed).hasSize(1);
  }

  @Test
  default void whoMayReceiveChatsIsGivenThemAndWhoMayNotAnyMoreLeavesNone() {
    var world = new StaffWorld(this);
    var company = newCompany();
    var admin = world.as(world.hired(company, SystemRole.COMPANY_ADMIN));
    var user = world.hired(company);

    world.give(admin, user, role(company, SystemRole.AGENT));
    assertThat(world.duties.begun).containsExactly(company);
    assertThat(world.duties.ended).isEmpty();

    world.give(admin, user, role(company, SystemRole.SUPERVISOR));
    assertThat(world.duties.ended).containsExactly(user.id());
    assertThat(world.duties.begun).hasSize(1);
  }

  @Test
  default void nobodyGivesMoreThanTheyHaveOrToThemselves() {
    var world = new StaffWorld(this);
    var company = newCompany();
    var admin = world.hired(company, SystemRole.COMPANY_ADMIN);
    var manager = world.hired(company);
    var manages = world.make(world.as(admin), "Manager", Permission.USER_MANAGE);
    world.give(world.as(admin), manager, manages.id());
    var user = world.hired(company);
    var by = world.as(manager);

    assertRefused(
        Forbidden.class,
        "role_above_own",
        () -> world.give(by, user, role(company, SystemRole.SUPERVISOR)));
    assertRefused(
        Forbidden.class,
        "own_roles",
        () -> world.give(world.as(admin), admin, role(company, SystemRole.AGENT)));
    assertRefused(Forbidden.class, "user_above_own", () -> world.give(by, admin, manages.id()));
    assertRefused(Forbidden.class, "user_above_own", () -> world.activate(by, admin, false));
    assertRefused(Forbidden.class, "user_above_own", () -> world.delete(by, admin));
    world.give(by, user, manages.id());
    world.give(by, manager);
    assertThat(world.reloaded(manager).roles()).isEmpty();
  }

  @Test
  default void superusersAreOutOfReachAndMadeByTheirLikesAlone() {
    var world = new StaffWorld(this);
    var company = newCompany();
    var root = world.superuser(company);
    var admin = world.hired(company, SystemRole.COMPANY_ADMIN);
    var by = world.as(admin);

    assertRefused(Forbidden.class, "superuser_only", () -> world.rank(by, admin, true));
    assertRefused(Forbidden.class, "superuser_only", () -> world.activate(by, root, false));
    assertRefused(Forbidden.class, "superuser_only", () -> world.delete(by, root));
    assertRefused(Forbidden.class, "superuser_only", () -> world.give(by, root));
    assertRefused(Refused.class, "own_account", () -> world.rank(world.as(root), root, false));

    assertThat(world.rank(world.as(root), admin, true).superuser()).isTrue();
    assertThat(world.changed).containsExactly(admin.id());
    assertThat(world.rank(world.as(admin), root, false).superuser()).isFalse();
    assertThat(world.reloaded(root).superuser()).isFalse();
  }

  @Test
  default void nobodyReachesIntoAnotherCompanyButASuperuser() {
    var world = new StaffWorld(this);
    var company = newCompany();
    var admin = world.as(world.hired(company, SystemRole.COMPANY_ADMIN));
    var root = world.as(world.superuser(company));
    var other = newCompany();
    world.hired(other, SystemRole.COMPANY_ADMIN);
    var stranger = world.hired(other, SystemRole.AGENT);

    for (var act :
        List.<Consumer<Caller>>of(
            by -> world.give(by, stranger),
            by -> world.activate(by, stranger, false),
            by -> world.delete(by, stranger))) {
      assertRefused(Missing.class, "user_not_found", () -> act.accept(admin));
    }
    assertRefused(
        Missing.class,
        "role_not_found",
        () -> world.give(root, stranger, role(company, SystemRole.AGENT)));
    world.give(root, stranger, role(other, SystemRole.SUPERVISOR));
    assertThat(world.activate(root, stranger, false).active()).isFalse();
    world.delete(root, stranger);
    assertThat(users().find(other, stranger.id())).isEmpty();
  }

  @Test
  default void whoIsDeletedIsGoneWithSessionsAndTokensAndTheirNamesAreFree() {
    var world = new StaffWorld(this);
    var company = newCompany();
    var admin = world.as(world.hired(company, SystemRole.COMPANY_ADMIN));
    var user = world.hired(company, SystemRole.AGENT);
    var tokens = world.accounts.logIn(user).tokens();
    var session = world.accounts.accessTokens.verify(tokens.accessToken()).orElseThrow().session();

    world.delete(admin, user);

    assertThat(users().find(company, user.id())).isEmpty();
    assertThat(world.revoked).containsExactly(session);
    assertThat(world.duties.ended).contains(user.id());
    assertRefused(
        Unauthenticated.class,
        "invalid_refresh_token",
        () -> world.accounts.refresh.handle(tokens.refreshToken(), Optional.empty()));
    var again = user.holding(Set.of(), NOON);
    assertThat(world.accounts.stored(with(again, ids().next()))).isNotNull();
    assertRefused(Missing.class, "user_not_found", () -> world.delete(admin, user));
  }

  @Test
  default void aPasswordThatAnAdministratorSetsEndsWhatWasOpenAndTheUserIsTold() {
    var world = new StaffWorld(this);
    var company = newCompany();
    var admin = world.hired(company, SystemRole.COMPANY_ADMIN);
    var user = world.hired(company, SystemRole.AGENT);
    var tokens = world.accounts.logIn(user).tokens();
    var session = world.accounts.accessTokens.verify(tokens.accessToken()).orElseThrow().session();

    world.replacePassword(world.as(admin), user, "another battery");

    assertThat(world.revoked).containsExactly(session);
    assertThat(sessions().find(company, session).orElseThrow().revokedAt()).isPresent();
    assertThat(world.accounts.logIn(user.username().value(), "another battery")).isNotNull();
    assertRefused(Unauthenticated.class, "login_failed", () -> world.accounts.logIn(user));
    assertThat(world.accounts.notices.told())
        .extracting(RecordedNotices.Notice::what, RecordedNotices.Notice::to)
        .containsExactly(tuple("passwordChanged:ADMINISTRATOR", user.email()));
  }

  @Test
  default void aPasswordIsNotAWayUpNorOutOfTheCompany() {
    var world = new StaffWorld(this);
    var company = newCompany();
    var root = world.superuser(company);
    var admin = world.hired(company, SystemRole.COMPANY_ADMIN);
    var stranger = world.hired(newCompany());
    var clerk = world.hired(company);
    var role = world.make(world.as(admin), "Clerk", Permission.USER_MANAGE);
    world.give(world.as(admin), clerk, role.id());

    assertRefused(
        Forbidden.class,
        "superuser_only",
        () -> world.replacePassword(world.as(admin), root, "another battery"));
    assertRefused(
        Forbidden.class,
        "user_above_own",
        () -> world.replacePassword(world.as(clerk), admin, "another battery"));
    assertRefused(
        Missing.class,
        "user_not_found",
        () -> world.replacePassword(world.as(admin), stranger, "another battery"));
    assertRefused(
        Refused.class,
        "own_account",
        () -> world.replacePassword(world.as(admin), admin, "another battery"));
    assertRefused(
        Invalid.class, "too_short", () -> world.replacePassword(world.as(admin), clerk, "short"));
    assertThat(world.accounts.logIn(root)).isNotNull();
  }

  @Test
  default void nobodyDisablesOrDeletesThemselves() {
    var world = new StaffWorld(this);
    var company = newCompany();
    world.hired(company, SystemRole.COMPANY_ADMIN);
    var admin = world.hired(company, SystemRole.COMPANY_ADMIN);

    assertRefused(
        Refused.class, "own_account", () -> world.activate(world.as(admin), admin, false));
    assertRefused(Refused.class, "own_account", () -> world.delete(world.as(admin), admin));
  }

  @Test
  default void theLastAdministratorStaysHoweverTheyWouldGo() {
    var world = new StaffWorld(this);
    var company = newCompany();
    var root = world.as(world.superuser(newCompany()));
    var admin = world.hired(company, SystemRole.COMPANY_ADMIN);
    world.activate(root, world.hired(company, SystemRole.COMPANY_ADMIN), false);

    for (var act :
        List.<Runnable>of(
            () -> world.activate(root, admin, false),
            () -> world.delete(root, admin),
            () -> world.give(root, admin, role(company, SystemRole.AGENT)),
            () -> world.give(world.as(admin), admin))) {
      assertRefused(Refused.class, "last_administrator", act::run);
    }
    assertThat(world.reloaded(admin).roles())
        .containsExactly(role(company, SystemRole.COMPANY_ADMIN));
    assertThat(world.revoked).isEmpty();
  }

  @Test
  default void whoWasDisabledAMomentAgoDoesNothingMore() {
    var world = new StaffWorld(this);
    var company = newCompany();
    world.hired(company, SystemRole.COMPANY_ADMIN);
    var last = world.superuser(company);
    var disabled = world.superuser(company);
    var by = world.as(disabled); // let in a moment before
    world.activate(world.as(last), disabled, false);

    for (var act :
        List.<Runnable>of(
            () -> world.rank(by, last, false),
            () -> world.activate(by, last, false),
            () -> world.delete(by, last))) {
      assertRefused(Forbidden.class, "user_disabled", act::run);
    }
    assertThat(world.reloaded(last).superuser()).isTrue();
  }

  @Test
  default void theInstallationKeepsASuperuser() {
    var world = new StaffWorld(this);
    var company = newCompany();
    var last = world.superuser(company);
    var other = world.superuser(newCompany());
    assertThat(users().anySuperuser()).isTrue();

    demote(world, other);
    assertRefused(Refused.class, "last_administrator", () -> demote(world, last));

    assertThat(world.reloaded(other).superuser()).isFalse();
    assertThat(world.reloaded(last).superuser()).isTrue();
  }

  private void demote(StaffWorld world, User user) {
    transactions()
        .inTransaction(
            () ->
                world.accounts.superusers.keepingOne(
                    user, () -> users().update(user.ranked(false, NOON))));
  }

  @Test
  default void ofTwoAdministratorsWhoRemoveEachOtherOneIsLeft() throws Exception {
    var world = new StaffWorld(this);
    for (int round = 0; round < ROUNDS; round++) {
      var company = newCompany();
      var ada = world.hired(company, SystemRole.COMPANY_ADMIN);
      var bo = world.hired(company, SystemRole.COMPANY_ADMIN);
      var byAda = world.as(ada);
      var byBo = world.as(bo);
      var how = round % 3;

      var won = atOnce(() -> go(world, how, byAda, bo), () -> go(world, how, byBo, ada));

      assertThat(won).as("round %s", round).containsExactlyInAnyOrder(true, false);
      assertThat(users().administered(company)).isTrue();
    }
  }

  @Test
  default void ofTheLastTwoAdministratorsOneIsLeftWhoeverRemovesThem() throws Exception {
    var world = new StaffWorld(this);
    var root = world.as(world.superuser(newCompany()));
    for (int round = 0; round < ROUNDS; round++) {
      var company = newCompany();
      var ada = world.hired(company, SystemRole.COMPANY_ADMIN);
      var bo = world.hired(company, SystemRole.COMPANY_ADMIN);
      var how = round % 3;

      var won = atOnce(() -> go(world, how, root, ada), () -> go(world, how + 1, root, bo));

      assertThat(won).as("round %s", round).containsExactlyInAnyOrder(true, false);
      assertThat(users().administered(company)).isTrue();
    }
  }

  @Test
  default void ofTwoSuperusersWhoDemoteEachOtherOneIsLeft() throws Exception {
    var world = new StaffWorld(this);
    var ada = world.superuser(newCompany());
    var bo = world.superuser(newCompany());
    world.hired(ada.company(), SystemRole.COMPANY_ADMIN);
    world.hired(bo.company(), SystemRole.COMPANY_ADMIN);
    for (int round = 0; round < ROUNDS; round++) {
      var byAda = world.as(ada);
      var byBo = world.as(bo);

      var won =
          atOnce(
              () -> done(() -> world.rank(byAda, bo, false)),
              () -> done(() -> world.rank(byBo, ada, false)));

      assertThat(won).as("round %s", round).containsExactlyInAnyOrder(true, false);
      var left = world.reloaded(ada).superuser() ? ada : bo;
      world.rank(world.as(left), left == ada ? bo : ada, true);
    }
  }

  private static boolean go(StaffWorld world, int how, Caller by, User whom) {
    return done(
        () -> {
          switch (how % 3) {
            case 0 -> world.give(by, whom);
            case 1 -> world.activate(by, whom, false);
            default -> world.delete(by, whom);
          }
        });
  }

  private static boolean done(Runnable act) {
    try {
      act.run();
      return true;
    } catch (Rejected _) {
      return false;
    }
  }

  private static List<Boolean> atOnce(Callable<Boolean> first, Callable<Boolean> second)
      throws Exception {
    var start = new CyclicBarrier(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<Boolean>();
      for (var result : threads.invokeAll(List.of(after(start, first), after(start, second)))) {
        results.add(result.get());
      }
      return results;
    }
  }

  private static Callable<Boolean> after(CyclicBarrier start, Callable<Boolean> act) {
    return () -> {
      start.await();
      return act.call();
    };
  }

  private static User with(User user, long id) {
    return new User(
        user.company(),
        new UserId(id),
        user.username(),
        user.email(),
        Optional.empty(),
        Optional.empty(),
        user.profile(),
        user.roles(),
        true,
        false,
        true,
        Optional.empty(),
        0,
        NOON,
        NOON);
  }
}
