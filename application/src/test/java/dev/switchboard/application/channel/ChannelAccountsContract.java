package dev.switchboard.application.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.Transactions;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.ChannelState;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ChannelAccounts} must do. */
public interface ChannelAccountsContract {
  ChannelAccounts accounts();

  Transactions transactions();

  /** One that exists, as far as the storage cares. */
  CompanyId newCompany();

  @Test
  default void findsWhatWasConnected() {
    var company = newCompany();
    var page = added(company, 1, "find");

    assertThat(accounts().find(company, page.id())).contains(page);
    assertThat(accounts().find(company, page.key())).contains(page);
    assertThat(accounts().all(company, Platform.FACEBOOK)).containsExactly(page);
    assertThat(accounts().all(company, Platform.INSTAGRAM)).isEmpty();
    assertThat(accounts().token(company, page.id())).contains("token of find");
  }

  @Test
  default void routesAllKeysAtOnceToWhoeverOwnsThem() {
    var here = added(newCompany(), 1, "route-1");
    var there = added(newCompany(), 2, "route-2");
    var unknown = new ChannelKey(Platform.FACEBOOK, "route-3");
    var otherPlatform = new ChannelKey(Platform.INSTAGRAM, "route-1");

    assertThat(accounts().route(List.of(here.key(), there.key(), unknown, otherPlatform)))
        .isEqualTo(Map.of(here.key(), here, there.key(), there));
    assertThat(accounts().route(List.of())).isEmpty();
  }

  @Test
  default void whatIsConnectedIsListedForAllCompanies() {
    var here = added(newCompany(), 1, "listed-1");
    var there = added(newCompany(), 2, "listed-2");
    inTransaction(() -> accounts().remove(there.company(), there.id()));

    assertThat(accounts().connected()).contains(here).doesNotContain(there);
  }

  @Test
  default void anotherCompanyFindsNothing() {
    var page = added(newCompany(), 1, "tenant");
    var other = newCompany();

    assertThat(accounts().find(other, page.id())).isEmpty();
    assertThat(accounts().find(other, page.key())).isEmpty();
    assertThat(accounts().all(other, Platform.FACEBOOK)).isEmpty();
    assertThat(accounts().token(other, page.id())).isEmpty();
    inTransaction(
        () -> {
          accounts().replaceToken(other, page.id(), "stolen");
          accounts().remove(other, page.id());
        });
    assertThat(accounts().token(page.company(), page.id())).contains("token of tenant");
  }

  @Test
  default void aPageIsConnectedOnceHereOrElsewhere() {
    var company = newCompany();
    var page = added(company, 1, "once");
    var other = newCompany();

    assertThat(add(AChannelAccount.page(company, 2, "once"), "x")).isEmpty();
    assertThat(add(AChannelAccount.page(other, 3, "once"), "x")).isEmpty();

    assertThat(accounts().route(List.of(page.key()))).containsEntry(page.key(), page);
    assertThat(accounts().all(other, Platform.FACEBOOK)).isEmpty();
    assertThat(accounts().token(company, page.id())).contains("token of once");
  }

  @Test
  default void aRefusalLeavesTheUnitOfWorkUsable() {
    added(newCompany(), 1, "refuse");
    var other = newCompany();

    inTransaction(
        () -> {
          assertThat(accounts().add(AChannelAccount.page(other, 2, "refuse"), "x")).isEmpty();
          assertThat(accounts().add(AChannelAccount.page(other, 3, "free"), "x")).isPresent();
        });

    assertThat(accounts().all(other, Platform.FACEBOOK)).hasSize(1);
  }

  @Test
  default void ofManyWhoConnectAtOnceOneWins() throws Exception {
    var companies = IntStream.range(0, 8).mapToObj(_ -> newCompany()).toList();
    List<Callable<Optional<ChannelAccount>>> attempts =
        IntStream.range(0, 8)
            .<Callable<Optional<ChannelAccount>>>mapToObj(
                i -> () -> add(AChannelAccount.page(companies.get(i / 2), 10 + i, "race"), "x"))
            .toList();

    try (var threads = Executors.newFixedThreadPool(8)) {
      var won =
          threads.invokeAll(attempts).stream()
              .map(ChannelAccountsContract::result)
              .flatMap(Optional::stream)
              .toList();
      assertThat(won).hasSize(1);
      var key = won.getFirst().key();
      assertThat(accounts().route(List.of(key))).containsEntry(key, won.getFirst());
    }
  }

  @Test
  default void keepsAnUpdate() {
    var company = newCompany();
    var page = added(company, 1, "update");
    var later = page.connectedAt().plusSeconds(60);
    var next =
        new ChannelAccount(
            company,
            page.id(),
            page.key(),
            "Renamed",
            false,
            false,
            ChannelState.REAUTH,
            page.connectedAt(),
            later);

    inTransaction(
        () -> {
          assertThat(accounts().lock(company, page.id())).contains(page);
          accounts().update(next);
        });

    assertThat(accounts().find(company, page.id())).contains(next);
    assertThat(accounts().route(List.of(page.key()))).containsEntry(page.key(), next);
    assertThat(accounts().token(company, page.id())).contains("token of update");
  }

  @Test
  default void replacesAToken() {
    var page = added(newCompany(), 1, "token");

    inTransaction(() -> accounts().replaceToken(page.company(), page.id(), "the next – ü"));

    assertThat(accounts().token(page.company(), page.id())).contains("the next – ü");
  }

  @Test
  default void aRemovedAccountIsGoneForEveryRead() {
    var company = newCompany();
    var page = added(company, 1, "removed");

    inTransaction(() -> accounts().remove(company, page.id()));

    assertThat(accounts().route(List.of(page.key()))).isEmpty();
    assertThat(accounts().find(company, page.id())).isEmpty();
    assertThat(accounts().find(company, page.key())).isEmpty();
    assertThat(accounts().all(company, Platform.FACEBOOK)).isEmpty();
    assertThat(accounts().token(company, page.id())).isEmpty();
    inTransaction(() -> assertThat(accounts().lock(company, page.id())).isEmpty());
  }

  @Test
  default void theSameCompanyRevivesTheAccountItRemoved() {
    var company = newCompany();
    var page = added(company, 1, "revived");
    inTransaction(() -> accounts().remove(company, page.id()));

    var revived = add(AChannelAccount.page(company, 2, "revived"), "new token").orElseThrow();

    assertThat(revived).isEqualTo(page);
    assertThat(accounts().route(List.of(page.key()))).containsEntry(page.key(), page);
    assertThat(accounts().token(company, page.id())).contains("new token");
    assertThat(accounts().find(company, new ChannelAccountId(2))).isEmpty();
  }

  @Test
  default void anotherCompanyMayConnectWhatWasRemoved() {
    var first = added(newCompany(), 1, "moved");
    inTransaction(() -> accounts().remove(first.company(), first.id()));

    var second = add(AChannelAccount.page(newCompany(), 2, "moved"), "x").orElseThrow();

    assertThat(second.id()).isEqualTo(new ChannelAccountId(2));
    assertThat(accounts().route(List.of(first.key()))).containsEntry(first.key(), second);
    assertThat(add(AChannelAccount.page(first.company(), 3, "moved"), "x")).isEmpty();
  }

  private ChannelAccount added(CompanyId company, long id, String pageId) {
    var page = AChannelAccount.page(company, id, pageId);
    assertThat(add(page, "token of " + pageId)).contains(page);
    return page;
  }

  private Optional<ChannelAccount> add(ChannelAccount account, String token) {
    return transactions().inTransaction(() -> accounts().add(account, token));
  }

  private void inTransaction(Runnable work) {
    transactions().inTransaction(work);
  }

  private static <T> T result(Future<T> future) {
    try {
      return Objects.requireNonNull(future.get());
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
