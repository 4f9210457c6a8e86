package dev.switchboard.application.account;

import static dev.switchboard.application.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link Rights} must do. */
public interface RightsContract extends AccountPorts {
  @Test
  default void aCallerIsSeenAsTheyAreNowAndFromWhereTheyAsk() {
    var world = new AccountsWorld(this);
    var user = world.stored(aUser(newCompany(), SystemRole.AGENT));
    var caller = world.as(user).from("192.0.2.7");

    var held = transactions().inTransaction(() -> rights().hold(caller));

    assertThat(held).isEqualTo(caller);
    give(user, SystemRole.AGENT, SystemRole.SUPERVISOR);
    assertThat(transactions().inTransaction(() -> rights().hold(caller)).permissions())
        .contains(Permission.CHAT_ASSIGN);
    assertThat(transactions().inTransaction(() -> rights().change(caller, user.company())))
        .extracting(Caller::address)
        .isEqualTo(Optional.of("192.0.2.7"));
  }

  @Test
  default void whoLostARightWithWhichTheyWereLetInIsRefused() {
    var world = new AccountsWorld(this);
    var user = world.stored(aUser(newCompany(), SystemRole.SUPERVISOR));
    var caller = world.as(user);
    give(user, SystemRole.AGENT);

    refused("insufficient_permissions", caller);
  }

  @Test
  default void aFallenSuperuserAndADisabledOrDeletedUserAreRefused() {
    var world = new AccountsWorld(this);
    var root = world.stored(aUser(newCompany()).ranked(true, NOON));
    var asRoot = world.as(root);
    var fallen = changed(root, user -> user.ranked(false, NOON));
    refused("insufficient_permissions", asRoot);

    var caller = world.as(fallen);
    changed(fallen, user -> user.activated(false, NOON));
    refused("user_disabled", caller);
    transactions().inTransaction(() -> users().remove(root.company(), root.id()));
    refused("user_disabled", caller);
  }

  @Test
  default void aSuperuserChangesRightsInAnotherCompany() {
    var world = new AccountsWorld(this);
    var low = newCompany();
    var high = newCompany();
    for (var home : List.of(low, high)) {
      var caller = world.superuser(home);
      for (var where : List.of(low, high)) {
        assertThat(transactions().inTransaction(() -> rights().change(caller, where)))
            .isEqualTo(caller);
      }
    }
  }

  @Test
  default void whoActsOnARightIsDoneBeforeItIsTakenAway() throws Exception {
    var world = new AccountsWorld(this);
    var user = world.stored(aUser(newCompany(), SystemRole.SUPERVISOR));
    var caller = world.as(user);
    var root = world.superuser(user.company());
    var acting = new CountDownLatch(1);
    var order = Collections.synchronizedList(new ArrayList<String>());
    Callable<Boolean> act =
        () ->
            transactions()
                .inTransaction(
                    () -> {
                      rights().hold(caller);
                      acting.countDown();
                      waitForAWaiter();
                      order.add("acted");
                      return true;
                    });
    Callable<Boolean> take =
        () -> {
          acting.await(10, TimeUnit.SECONDS);
          transactions()
              .inTransaction(
                  () -> {
                    rights().change(root, user.company());
                    order.add("taken");
                    users().giveRoles(user.company(), user.id(), Set.of());
                  });
          return true;
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(List.of(act, take))) {
        assertThat(done.get()).isTrue();
      }
    }

    assertThat(order).containsExactly("acted", "taken");
    refused("insufficient_permissions", caller);
  }

  @Test
  default void whoWaitedWhileItWasTakenAwayFindsItGone() throws Exception {
    var world = new AccountsWorld(this);
    var user = world.stored(aUser(newCompany(), SystemRole.SUPERVISOR));
    var caller = world.as(user);
    var root = world.superuser(user.company());
    var taking = new CountDownLatch(1);
    Callable<Boolean> take =
        () ->
            transactions()
                .inTransaction(
                    () -> {
                      rights().change(root, user.company());
                      taking.countDown();
                      waitForAWaiter();
                      users().giveRoles(user.company(), user.id(), Set.of());
                      return true;
                    });
    Callable<Boolean> act =
        () -> {
          taking.await(10, TimeUnit.SECONDS);
          refused("insufficient_permissions", caller);
          return true;
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(List.of(take, act))) {
        assertThat(done.get()).isTrue();
      }
    }
  }

  /** Returns once another unit of work waits for this one, where the storage can tell. */
  default void waitForAWaiter() {}

  private void give(User user, SystemRole... wanted) {
    var ids = new HashSet<RoleId>();
    for (var role : wanted) {
      ids.add(role(user.company(), role));
    }
    transactions().inTransaction(() -> users().giveRoles(user.company(), user.id(), ids));
  }

  private void refused(String code, Caller caller) {
    assertRefused(
        Forbidden.class, code, () -> transactions().inTransaction(() -> rights().hold(caller)));
  }
}
