package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.RetryingTransactions;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.PasswordHash;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;

/** Companies that go while others act. */
public interface ClosingAtOnceContract extends AccountPorts {
  private DeleteCompany delete(AccountsWorld world) {
    return new DeleteCompany(
        new RetryingTransactions(transactions(), 10),
        rights(),
        companies(),
        removal(),
        users(),
        sessions(),
        world.revocations,
        audit(),
        world.clock);
  }

  @RepeatedTest(5)
  default void ofTwoSuperusersWhoCloseEachOthersCompanyOneStays() throws Exception {
    var world = new AccountsWorld(this);
    newCompany(); // the installation's first, which stays
    var one = world.superuser(newCompany());
    var other = world.superuser(newCompany());

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var closed =
          threads.invokeAll(
              List.of(
                  () -> tryToClose(world, one, other.company()),
                  () -> tryToClose(world, other, one.company())));
      assertThat(List.of(closed.get(0).get(), closed.get(1).get()))
          .containsExactlyInAnyOrder(true, false);
    }

    var left = companies().find(one.company()).isPresent() ? one : other;
    var gone = left == one ? other : one;
    assertThat(companies().find(gone.company())).isEmpty();
    assertThat(users().find(left.company(), left.user()).orElseThrow().superuser()).isTrue();
  }

  private boolean tryToClose(AccountsWorld world, Caller by, CompanyId company) {
    try {
      delete(world).handle(by, company);
      return true;
    } catch (Rejected e) {
      assertThat(e.getMessage()).isIn("insufficient_permissions", "user_disabled");
      return false;
    }
  }

  @RepeatedTest(3)
  default void whoWritesMeanwhileDoesNotKeepACompanyFromGoing() throws Exception {
    var world = new AccountsWorld(this);
    newCompany();
    var root = world.superuser(newCompany());
    var company = newCompany();
    var writing = new CountDownLatch(3);
    Callable<Integer> write =
        () -> {
          for (int written = 0; ; written++) {
            if (!wrote(company)) {
              return written;
            }
            writing.countDown();
          }
        };

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writer = threads.submit(write);
      assertThat(writing.await(30, TimeUnit.SECONDS)).isTrue();
      delete(world).handle(root, company);
      assertThat(writer.get()).isGreaterThanOrEqualTo(3);
    }

    assertThat(companies().find(company)).isEmpty();
    assertThat(users().count(company, Users.Filter.ALL)).isZero();
  }

  /** As a worker that began before: it looks whether the company is there, then it writes. */
  private boolean wrote(CompanyId company) {
    try {
      return transactions()
          .inTransaction(
              () -> {
                if (companies().find(company).isEmpty()) {
                  return false;
                }
                var user = aUser(company);
                users().add(user, new PasswordHash("hash"));
                sessions().add(aSession(user));
                return true;
              });
    } catch (RuntimeException e) {
      return companies().find(company).isPresent();
    }
  }
}
