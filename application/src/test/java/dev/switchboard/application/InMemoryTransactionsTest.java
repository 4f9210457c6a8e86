package dev.switchboard.application;

class InMemoryTransactionsTest implements TransactionsContract {
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryTable<Long, String> table = new InMemoryTable<>(transactions);

  @Override
  public Transactions transactions() {
    return transactions;
  }

  @Override
  public void put(long id, String value) {
    table.put(id, value);
  }

  @Override
  public String get(long id) {
    return table.get(id).orElse(null);
  }
}
