package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.ResetToken;
import dev.switchboard.domain.user.TokenHash;
import dev.switchboard.domain.user.User;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every {@link ResetTokens} must do. */
public interface ResetTokensContract extends AccountPorts {
  private ResetToken token(User user, String text) {
    return new ResetToken(
        user.company(),
        user.id(),
        TokenHash.ofText(text + user.id()),
        TokenHash.ofText("account"),
        NOON,
        NOON.plusSeconds(3_600));
  }

  private ResetToken kept(ResetToken token) {
    transactions().inTransaction(() -> resetTokens().replace(token));
    return token;
  }

  private Optional<ResetToken> taken(CompanyId company, TokenHash hash) {
    return transactions().inTransaction(() -> resetTokens().take(company, hash));
  }

  @Test
  default void aTokenIsKnownByItsHashInItsCompany() {
    var token = kept(token(added(aUser(newCompany())), "one"));

    assertThat(resetTokens().find(token.company(), token.hash())).contains(token);
    assertThat(resetTokens().find(newCompany(), token.hash())).isEmpty();
    assertThat(resetTokens().find(token.company(), TokenHash.ofText("other"))).isEmpty();
    assertThat(taken(newCompany(), token.hash())).isEmpty();
    assertThat(resetTokens().find(token.company(), token.hash())).contains(token);
  }

  @Test
  default void whatIsRevokedIsGoneAndNobodyElses() {
    var company = newCompany();
    var user = added(aUser(company));
    var others = kept(token(added(aUser(company)), "of another"));
    var token = kept(token(user, "one"));

    transactions().inTransaction(() -> resetTokens().revoke(newCompany(), user.id()));
    assertThat(resetTokens().find(company, token.hash())).contains(token);
    transactions().inTransaction(() -> resetTokens().revoke(company, user.id()));

    assertThat(resetTokens().find(company, token.hash())).isEmpty();
    assertThat(resetTokens().find(company, others.hash())).contains(others);
  }

  @Test
  default void aNewOneReplacesTheUsersAndNobodyElses() {
    var company = newCompany();
    var user = added(aUser(company));
    var others = kept(token(added(aUser(company)), "of another"));
    var first = kept(token(user, "first"));
    var second = kept(token(user, "second"));

    assertThat(resetTokens().find(company, first.hash())).isEmpty();
    assertThat(resetTokens().find(company, second.hash())).contains(second);
    assertThat(resetTokens().find(company, others.hash())).contains(others);
  }

  @Test
  default void takenIsGoneUnlessTheUnitIsUndone() {
    var token = kept(token(added(aUser(newCompany())), "one"));

    try {
      transactions()
          .inTransaction(
              () -> {
                assertThat(resetTokens().take(token.company(), token.hash())).contains(token);
                throw new IllegalStateException("undone");
              });
    } catch (IllegalStateException _) {
      // as staged
    }
    assertThat(taken(token.company(), token.hash())).contains(token);
    assertThat(taken(token.company(), token.hash())).isEmpty();
  }

  @Test
  default void ofManyWhoTakeItOneGetsIt() throws InterruptedException {
    var token = kept(token(added(aUser(newCompany())), "one"));
    Callable<Optional<ResetToken>> taking = () -> taken(token.company(), token.hash());

    try (var threads = Executors.newFixedThreadPool(8)) {
      var got =
          threads.invokeAll(Collections.nCopies(16, taking)).stream()
              .filter(result -> result.resultNow().isPresent())
              .count();
      assertThat(got).isEqualTo(1);
    }
  }
}
