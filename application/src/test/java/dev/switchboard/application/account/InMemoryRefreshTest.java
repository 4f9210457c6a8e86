package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.user.TokenHash;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class InMemoryRefreshTest extends InMemoryAccounts implements RefreshContract {
  @Test
  void ofAVeryLongRowOfTokensTheNewestAreStillKnown() {
    var world = new AccountsWorld(this);
    var user = world.stored(aUser(newCompany()));
    var tokens = new ArrayList<String>();
    tokens.add(world.logIn(user).tokens().refreshToken());
    for (int i = 0; i < 510; i++) {
      world.pass(java.time.Duration.ofSeconds(1));
      tokens.add(world.refresh.handle(tokens.getLast(), FROM).refreshToken());
    }

    assertThat(
            tokens.stream()
                .filter(
                    token ->
                        refreshTokens().lock(user.company(), TokenHash.ofText(token)).isPresent()))
        .containsExactlyElementsOf(tokens.subList(10, 511));
    world.pass(AFTER_THE_GRACE);
    assertThatThrownBy(() -> world.refresh.handle(tokens.getFirst(), FROM))
        .hasMessage("invalid_refresh_token");
    assertThat(world.revoked).isEmpty();
    assertThatThrownBy(() -> world.refresh.handle(tokens.get(10), FROM))
        .hasMessage("invalid_refresh_token");
    assertThat(world.revoked).hasSize(1);
  }
}
