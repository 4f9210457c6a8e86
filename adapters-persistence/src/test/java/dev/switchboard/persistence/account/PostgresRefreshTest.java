package dev.switchboard.persistence.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.account.AccountsWorld;
import dev.switchboard.application.account.RefreshContract;
import dev.switchboard.application.account.TokenForm;
import dev.switchboard.domain.user.TokenHash;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class PostgresRefreshTest extends PostgresAccounts implements RefreshContract {
  @Test
  void aLogOutDoesNotWaitForAnExchangeOfItsToken() {
    var world = new AccountsWorld(this);
    var token = world.logIn(world.stored(aUser(newCompany()))).tokens().refreshToken();
    var company = TokenForm.REFRESH.companyOf(token).orElseThrow();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      transactions()
          .inTransaction(
              () -> {
                refreshTokens().lock(company, TokenHash.ofText(token));
                assertThat(threads.submit(() -> world.logOut.handle(token, Optional.empty())))
                    .succeedsWithin(Duration.ofSeconds(5));
              });
    }

    assertThat(world.revoked).hasSize(1);
  }
}
