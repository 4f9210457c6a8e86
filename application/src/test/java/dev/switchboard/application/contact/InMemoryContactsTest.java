package dev.switchboard.application.contact;

import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.channel.AChannelAccount;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.company.CompanyId;
import java.util.concurrent.atomic.AtomicLong;

class InMemoryContactsTest implements ContactsContract {
  private final AtomicLong companies = new AtomicLong();
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryContacts contacts = new InMemoryContacts(transactions, new InMemoryIds());

  @Override
  public Contacts contacts() {
    return contacts;
  }

  @Override
  public Transactions transactions() {
    return transactions;
  }

  @Override
  public ChannelAccount newPage() {
    var company = companies.incrementAndGet();
    return AChannelAccount.page(new CompanyId(company), company, "page");
  }
}
