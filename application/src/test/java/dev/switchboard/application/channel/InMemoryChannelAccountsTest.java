package dev.switchboard.application.channel;

import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.Transactions;
import dev.switchboard.domain.company.CompanyId;
import java.util.concurrent.atomic.AtomicLong;

class InMemoryChannelAccountsTest implements ChannelAccountsContract, ChannelHealthContract {
  private final AtomicLong companies = new AtomicLong();
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryChannelAccounts accounts = new InMemoryChannelAccounts(transactions);

  @Override
  public ChannelAccounts accounts() {
    return accounts;
  }

  @Override
  public ChannelHealth health() {
    return accounts;
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
