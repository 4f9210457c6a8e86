package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.Contention;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.company.CompanyId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What every {@link Companies} must do; the storage is empty before each test. */
public interface CompaniesContract extends AccountPorts {
  @Test
  default void companiesAreListedNewestFirstAndTheOldestIsKnown() {
    assertThat(companies().first()).isEmpty();
    assertThat(companies().oldest()).isEmpty();
    assertThat(companies().count()).isZero();
    var old = added(company(5));
    var young = added(company(60));
    var middle = added(company(30));

    assertThat(companies().first()).contains(old);
    assertThat(companies().oldest()).contains(old.id());
    assertThat(companies().page(0, 10)).containsExactly(young, middle, old);
    assertThat(companies().page(1, 1)).containsExactly(middle);
    assertThat(companies().count()).isEqualTo(3);
    assertThat(companies().find(middle.id())).contains(middle);
    assertThat(companies().find(new CompanyId(ids().next()))).isEmpty();
  }

  @Test
  default void allCompaniesComePartByPart() {
    var one = added(company(5)).id();
    var two = added(company(3)).id();
    var three = added(company(4)).id();

    assertThat(companies().after(Optional.empty(), 2)).containsExactly(one, two);
    assertThat(companies().after(Optional.of(two), 2)).containsExactly(three);
    assertThat(companies().after(Optional.of(three), 2)).isEmpty();
  }

  @Test
  default void whatIsGoneIsNotUpdated() {
    var gone = company(5);

    assertThatThrownBy(() -> transactions().inTransaction(() -> companies().update(gone)))
        .isInstanceOf(Contention.class);
    assertThat(companies().find(gone.id())).isEmpty();
  }

  @Test
  default void oneAtATimeHoldsTheInstallation() throws Exception {
    var held = new CountDownLatch(1);
    var released = new AtomicBoolean();
    var second = new CompletableFuture<Boolean>();
    var first =
        Thread.ofVirtual()
            .start(
                () ->
                    transactions()
                        .inTransaction(
                            () -> {
                              companies().lockInstallation();
                              held.countDown();
                              pause();
                              released.set(true);
                            }));
    assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();

    transactions()
        .inTransaction(
            () -> {
              companies().lockInstallation();
              second.complete(released.get());
            });

    assertThat(second.get(10, TimeUnit.SECONDS)).isTrue();
    first.join();
  }

  /** Long enough for the other one to come past the lock, if there were none. */
  private static void pause() {
    var until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }

  private Company company(long seconds) {
    return Company.named(new CompanyId(ids().next()), "Company", NOON.plusSeconds(seconds));
  }
}
