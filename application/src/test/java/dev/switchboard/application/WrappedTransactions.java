package dev.switchboard.application;

import java.util.function.Supplier;

/** Those of somebody else, for tests that do something around each unit of work. */
public abstract class WrappedTransactions implements Transactions {
  protected final Transactions transactions;

  protected WrappedTransactions(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Each unit of work fails before it begins. */
  public static Transactions failing(Transactions transactions, RuntimeException failure) {
    return new WrappedTransactions(transactions) {
      @Override
      public <T> T inTransaction(Supplier<T> work) {
        throw failure;
      }
    };
  }

  @Override
  public abstract <T> T inTransaction(Supplier<T> work);

  @Override
  public boolean running() {
    return transactions.running();
  }

  @Override
  public void beforeCommit(Runnable action) {
    transactions.beforeCommit(action);
  }

  @Override
  public void flush() {
    transactions.flush();
  }

  @Override
  public void afterCommit(Runnable action) {
    transactions.afterCommit(action);
  }
}
