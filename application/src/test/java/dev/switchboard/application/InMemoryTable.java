package dev.switchboard.application;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows by key, in the order of their first insertion, under {@link InMemoryTransactions}. */
public final class InMemoryTable<K, V> {
  private final InMemoryTransactions transactions;
  private final Map<K, V> rows = new LinkedHashMap<>();

  public InMemoryTable(InMemoryTransactions transactions) {
    this.transactions = transactions;
  }

  public Optional<V> get(K key) {
    return transactions.alone(() -> Optional.ofNullable(rows.get(key)), () -> {});
  }

  public List<V> all() {
    return transactions.alone(() -> List.copyOf(rows.values()), () -> {});
  }

  public void put(K key, V value) {
    var before = get(key);
    transactions.alone(() -> rows.put(key, value), () -> restore(key, before));
  }

  public void remove(K key) {
    var before = get(key);
    transactions.alone(() -> rows.remove(key), () -> restore(key, before));
  }

  private void restore(K key, Optional<V> before) {
    before.ifPresentOrElse(value -> rows.put(key, value), () -> rows.remove(key));
  }
}
