package dev.switchboard.persistence.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.RetryingTransactions;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.AccountsWorld;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.PasswordHash;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Who has read of a company, and writes for it while another connection removes it. */
class CompanyRemovalRaceTest extends PostgresAccounts {
  private final CompanyId oldest = newCompany();
  private final CompanyId leaving = newCompany();

  /** As the composition root has it; and a removal is of the pool that sees everybody's rows. */
  @Override
  public Transactions transactions() {
    return new RetryingTransactions(test.system(), 3);
  }

  @Test
  void aNodeThatStartsMeanwhileStarts() throws Exception {
    var started =
        whileItGoes(() -> new AccountsWorld(this).bootstrap.handle(Optional.empty()).isEmpty());

    assertThat(started).isTrue();
    assertThat(roles().of(leaving)).isEmpty();
    assertThat(roles().of(oldest)).isNotEmpty();
  }

  @Test
  void whoRenamesItReadsThatItIsGone() throws Exception {
    assertThat(whileItGoes(() -> found(it -> companies().update(it.renamed("Late", NOON)))))
        .isFalse();
  }

  @Test
  void whoAddsAUserReadsThatItIsGone() throws Exception {
    assertThat(
            whileItGoes(() -> found(it -> users().add(aUser(it.id()), new PasswordHash("hash")))))
        .isFalse();
  }

  @Test
  void whoMakesARoleReadsThatItIsGone() throws Exception {
    var draft = new Role.Draft("Night shift", Optional.empty(), Set.<Permission>of());
    assertThat(
            whileItGoes(
                () ->
                    found(
                        it ->
                            roles()
                                .add(
                                    Role.own(
                                        it.id(),
                                        new RoleId(ids().next()),
                                        Optional.empty(),
                                        draft,
                                        NOON)))))
        .isFalse();
  }

  /** Whether it did this, for it found the company. */
  private boolean found(Consumer<Company> work) {
    return transactions()
        .inTransaction(
            () -> {
              var company = companies().find(leaving);
              company.ifPresent(work);
              return company.isPresent();
            });
  }

  /** The removal has every lock when this begins, and is committed when this waits for one. */
  private <T> T whileItGoes(Supplier<T> work) throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<T> begun =
          transactions()
              .inTransaction(
                  () -> {
                    removal().remove(leaving);
                    var waiting = threads.submit(work::get);
                    await().until(test::somebodyWaits);
                    return waiting;
                  });
      return begun.get();
    }
  }
}
