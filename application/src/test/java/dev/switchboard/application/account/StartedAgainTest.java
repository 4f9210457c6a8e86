package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.SystemRole;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a start finds and makes good. */
class StartedAgainTest {
  private final InMemoryAccounts ports = new InMemoryAccounts();
  private final AccountsWorld world = new AccountsWorld(ports);

  @Test
  void theFirstStartGivesAPasswordThatNobodyGuesses() {
    var admin = world.bootstrap.handle(Optional.empty()).orElseThrow();

    assertThat(admin.password().map(Password::value).orElseThrow()).hasSize(20);
    assertThat(ports.users().anySuperuser()).isTrue();
  }

  @Test
  void companiesOfAnEarlierVersionGetTheRolesTheyLack() {
    world.bootstrap.handle(Optional.empty());
    var old = Company.named(new CompanyId(ports.ids().next()), "Old", AccountPorts.NOON);
    ports.transactions().inTransaction(() -> ports.companies().add(old));

    assertThat(world.bootstrap.handle(Optional.empty())).isEmpty();

    assertThat(ports.roles().of(old.id()))
        .extracting(Role::slug)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(SystemRole.values()).map(SystemRole::slug).toList());
  }
}
