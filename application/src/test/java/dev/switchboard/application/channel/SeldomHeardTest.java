package dev.switchboard.application.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.Transactions;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeldomHeardTest implements ChannelHealthContract {
  private static final Instant NOW = AChannelAccount.CONNECTED;

  private final AtomicLong companies = new AtomicLong();
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryChannelAccounts accounts = new InMemoryChannelAccounts(transactions);
  private final SeldomHeard health = new SeldomHeard(accounts, transactions);
  private final ChannelAccount page =
      accounts.add(AChannelAccount.page(newCompany(), 1, "seldom"), "token").orElseThrow();

  @Test
  void aBusyAccountIsPassedOnEveryFiveSeconds() {
    hear(NOW);
    hear(NOW.plusMillis(4_999));
    assertThat(lastHeard()).contains(NOW);

    hear(NOW.plusSeconds(5));
    assertThat(lastHeard()).contains(NOW.plusSeconds(5));
  }

  @Test
  void whatWasRolledBackDoesNotCount() {
    assertThatThrownBy(
            () ->
                transactions.inTransaction(
                    () -> {
                      health.heard(List.of(page), NOW);
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");

    hear(NOW.plusMillis(1));

    assertThat(lastHeard()).contains(NOW.plusMillis(1));
  }

  @Test
  void aClockThatGoesBackSilencesNobody() {
    hear(NOW.plusSeconds(3_600));
    hear(NOW);

    assertThat(lastHeard()).contains(NOW);
  }

  private void hear(Instant at) {
    transactions.inTransaction(() -> health.heard(List.of(page), at));
  }

  private Optional<Instant> lastHeard() {
    return health.signs(page.company(), page.id()).orElseThrow().lastWebhookAt();
  }

  @Override
  public ChannelAccounts accounts() {
    return accounts;
  }

  @Override
  public ChannelHealth health() {
    return health;
  }

  @Override
  public Transactions transactions() {
    return transactions;
  }

  @Override
  public CompanyId newCompany() {
    return new CompanyId(companies.incrementAndGet());
  }
}
