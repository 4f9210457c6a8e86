package dev.switchboard.persistence.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.channel.AChannelAccount;
import dev.switchboard.application.channel.ChannelAccounts;
import dev.switchboard.application.channel.ChannelAccountsContract;
import dev.switchboard.application.channel.ChannelHealth;
import dev.switchboard.application.channel.ChannelHealthContract;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.TestDatabase;
import dev.switchboard.persistence.secret.AesGcmSecrets;
import dev.switchboard.persistence.secret.UnreadableSecret;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HibernateChannelAccountsTest implements ChannelAccountsContract, ChannelHealthContract {
  private static final AtomicLong COMPANIES = new AtomicLong();
  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @Override
  public ChannelAccounts accounts() {
    return new HibernateChannelAccounts(
        test.database(), new AesGcmSecrets(List.of(new byte[32])), Clock.systemUTC());
  }

  @Override
  public ChannelHealth health() {
    return new PostgresChannelHealth(test.database());
  }

  @Override
  public Transactions transactions() {
    return test.system();
  }

  @Override
  public CompanyId newCompany() {
    var id = COMPANIES.incrementAndGet();
    test.execute("insert into company values (?, 'Company', now(), now())", id);
    return new CompanyId(id);
  }

  @Test
  void aTokenIsNotReadableInItsRowNorUsableInAnother() {
    var here = AChannelAccount.page(newCompany(), 1, "sealed-1");
    var there = AChannelAccount.page(newCompany(), 1, "sealed-2");
    transactions()
        .inTransaction(
            () -> {
              accounts().add(here, "EAAcanary");
              accounts().add(there, "other");
            });

    assertThat(new String(stored(here.company()), StandardCharsets.ISO_8859_1))
        .doesNotContain("EAAcanary");
    test.execute(
        "update channel_account set token = ? where company_id = ?",
        stored(here.company()),
        there.company().value());
    assertThatThrownBy(() -> accounts().token(there.company(), there.id()))
        .isInstanceOf(UnreadableSecret.class);
  }

  @Test
  void disconnectingErasesTheToken() {
    var page = AChannelAccount.page(newCompany(), 1, "erased");
    transactions().inTransaction(() -> accounts().add(page, "EAAcanary"));
    transactions().inTransaction(() -> accounts().remove(page.company(), page.id()));

    assertThat(
            test.execute(
                "update channel_account set name = name where company_id = ? and token is null"
                    + " and disconnected_at is not null",
                page.company().value()))
        .isEqualTo(1);
  }

  private static byte[] stored(CompanyId company) {
    return test.owner()
        .read(
            connection ->
                Sql.one(
                    connection,
                    "select token from channel_account where company_id = ?",
                    row -> row.getBytes(1),
                    company.value()))
        .orElseThrow();
  }
}
