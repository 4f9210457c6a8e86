package dev.switchboard.persistence.contact;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.channel.AChannelAccount;
import dev.switchboard.application.contact.Contacts;
import dev.switchboard.application.contact.ContactsContract;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.TestDatabase;
import dev.switchboard.persistence.channel.HibernateChannelAccounts;
import dev.switchboard.persistence.secret.AesGcmSecrets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresContactsTest implements ContactsContract {
  private static final AtomicLong COMPANIES = new AtomicLong();
  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @Override
  public Contacts contacts() {
    return new PostgresContacts(test.database(), test.ids());
  }

  @Override
  public Transactions transactions() {
    return test.system();
  }

  @Override
  public ChannelAccount newPage() {
    var company = COMPANIES.incrementAndGet();
    test.execute("insert into company values (?, 'Company', now(), now())", company);
    var page = AChannelAccount.page(new CompanyId(company), company, "page-" + company);
    var accounts =
        new HibernateChannelAccounts(
            test.database(), new AesGcmSecrets(List.of(new byte[32])), Clock.systemUTC());
    return transactions().inTransaction(() -> accounts.add(page, "token")).orElseThrow();
  }
}
