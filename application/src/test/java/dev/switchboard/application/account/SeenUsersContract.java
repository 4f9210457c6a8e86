package dev.switchboard.application.account;

import static dev.switchboard.application.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Outdated;
import dev.switchboard.domain.Seen;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Nobody overwrites what they have not seen of a user, over every storage. */
public interface SeenUsersContract extends AccountPorts {
  int RACES = 12;
  int RACERS = 4;

  @Test
  default void whoHasSeenAnEarlierRevisionChangesNothing() {
    var world = new StaffWorld(this);
    var company = newCompany();
    var admin = world.as(world.hired(company, SystemRole.COMPANY_ADMIN));
    var user = world.hired(company, SystemRole.AGENT);
    var before = Seen.of(Set.of(user.revision()));

    var paused = world.activate(admin, user, false);

    assertThat(paused).isEqualTo(world.reloaded(user));
    assertThat(paused.revision()).isGreaterThan(user.revision());
    for (var edit :
        List.<Function<Seen, Object>>of(
            seen -> world.activate(admin, user, true, seen),
            seen -> world.give(admin, user, seen),
            seen -> world.delete(admin, user, seen))) {
      assertRefused(Outdated.class, "precondition_failed", () -> edit.apply(before));
    }
    assertThat(world.reloaded(user)).isEqualTo(paused);

    var given = world.give(admin, user, Seen.of(Set.of(paused.revision())));
    assertThat(given).isEqualTo(world.reloaded(user));
    assertThat(given.roles()).isEmpty();
  }

  @Test
  default void ofManyWhoEditTheSameRevisionOneWins() throws Exception {
    var world = new StaffWorld(this);
    var company = newCompany();
    var admin = world.as(world.hired(company, SystemRole.COMPANY_ADMIN));
    var user = world.hired(company, SystemRole.AGENT);
    var supervisor = role(company, SystemRole.SUPERVISOR);
    for (int race = 0; race < RACES; race++) {
      var now = world.reloaded(user);
      var seen = Seen.of(Set.of(now.revision()));

      var won =
          atOnce(
              () -> world.activate(admin, user, !now.active(), seen),
              () ->
                  now.roles().isEmpty()
                      ? world.give(admin, user, seen, supervisor)
                      : world.give(admin, user, seen));

      assertThat(won).as("race %s", race).hasSize(1);
      assertThat(world.reloaded(user)).isEqualTo(won.getFirst());
    }
  }

  /** What those stored who were not refused. */
  private static List<User> atOnce(Callable<User> one, Callable<User> another) throws Exception {
    var start = new CyclicBarrier(RACERS);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads
          .invokeAll(
              List.of(
                  after(start, one),
                  after(start, another),
                  after(start, one),
                  after(start, another)))
          .stream()
          .flatMap(each -> each.resultNow().stream())
          .toList();
    }
  }

  private static Callable<List<User>> after(CyclicBarrier start, Callable<User> edit) {
    return () -> {
      start.await();
      try {
        return List.of(edit.call());
      } catch (Rejected refused) {
        assertThat(refused.reason()).isInstanceOf(Outdated.class);
        return List.of();
      }
    };
  }
}
