package dev.switchboard.persistence.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.Contention;
import dev.switchboard.application.RetryingTransactions;
import dev.switchboard.application.account.RolesContract;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.PasswordHash;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.User;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class HibernateRolesTest extends PostgresAccounts implements RolesContract {
  private Role own(CompanyId company) {
    var draft = new Role.Draft("Night shift", Optional.empty(), Set.of());
    return Role.own(company, new RoleId(ids().next()), Optional.empty(), draft, NOON);
  }

  private User with(Role role) {
    return aUser(role.company()).holding(Set.of(role.id()), NOON);
  }

  @Test
  void aRoleThatIsGoneByNowIsGivenToNobody() {
    var user = with(own(newCompany()));

    assertThatThrownBy(
            () -> transactions().inTransaction(() -> users().add(user, new PasswordHash("hash"))))
        .isInstanceOf(Contention.class);
  }

  /** Without another try the one who deletes it would be told of a failure of ours. */
  @Test
  void aRoleThatIsBeingGivenIsDeletedAllTheSame() throws Exception {
    var role = own(newCompany());
    addOwn(role);
    var retrying = new RetryingTransactions(transactions(), 3);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> removed =
          transactions()
              .inTransaction(
                  () -> {
                    users().add(with(role), new PasswordHash("hash"));
                    Future<?> begun =
                        threads.submit(
                            () ->
                                retrying.inTransaction(
                                    () -> roles().remove(role.company(), role.id())));
                    await().until(test::somebodyWaits);
                    return begun;
                  });
      removed.get();
    }

    assertThat(roles().of(role.company())).doesNotContain(role);
    assertThat(users().holders(role.company(), role.id())).isEmpty();
  }
}
