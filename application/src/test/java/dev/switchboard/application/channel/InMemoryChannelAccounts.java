package dev.switchboard.application.channel;

import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Held to {@link ChannelAccountsContract} and {@link ChannelHealthContract} like the real ones. */
public final class InMemoryChannelAccounts implements ChannelAccounts, ChannelHealth {
  private record Id(CompanyId company, ChannelAccountId id) {}

  /** Without a token: removed. */
  private record Row(ChannelAccount account, Optional<String> token, Signs signs) {
    boolean connected() {
      return token.isPresent();
    }
  }

  private static final Signs NONE = new Signs(Optional.empty(), Optional.empty());

  private final InMemoryTable<Id, Row> rows;

  public InMemoryChannelAccounts(InMemoryTransactions transactions) {
    this.rows = new InMemoryTable<>(transactions);
  }

  @Override
  public Map<ChannelKey, ChannelAccount> route(Collection<ChannelKey> keys) {
    var wanted = new HashSet<>(keys);
    return rows.all().stream()
        .filter(Row::connected)
        .map(Row::account)
        .filter(account -> wanted.contains(account.key()))
        .collect(Collectors.toMap(ChannelAccount::key, Function.identity()));
  }

  @Override
  public Optional<ChannelAccount> find(CompanyId company, ChannelAccountId id) {
    return connected(company, id).map(Row::account);
  }

  @Override
  public Optional<ChannelAccount> find(CompanyId company, ChannelKey key) {
    return Optional.ofNullable(route(List.of(key)).get(key))
        .filter(account -> account.company().equals(company));
  }

  @Override
  public Optional<ChannelAccount> lock(CompanyId company, ChannelAccountId id) {
    return find(company, id); // units of work run one at a time here
  }

  @Override
  public List<ChannelAccount> all(CompanyId company, Platform platform) {
    return rows.all().stream()
        .filter(Row::connected)
        .map(Row::account)
        .filter(account -> account.company().equals(company) && account.platform() == platform)
        .sorted(Comparator.comparing(ChannelAccount::connectedAt).thenComparing(ChannelAccount::id))
        .toList();
  }

  @Override
  public List<ChannelAccount> connected() {
    return rows.all().stream().filter(Row::connected).map(Row::account).toList();
  }

  @Override
  public Optional<ChannelAccount> add(ChannelAccount account, String token) {
    if (!route(List.of(account.key())).isEmpty()) {
      return Optional.empty();
    }
    var id = removed(account).map(ChannelAccount::id).orElse(account.id());
    var stored =
        new ChannelAccount(
            account.company(),
            id,
            account.key(),
            account.name(),
            account.active(),
            account.humanAgent(),
            account.state(),
            account.connectedAt(),
            account.updatedAt());
    rows.put(new Id(account.company(), id), new Row(stored, Optional.of(token), NONE));
    return Optional.of(stored);
  }

  private Optional<ChannelAccount> removed(ChannelAccount account) {
    return rows.all().stream()
        .map(Row::account)
        .filter(
            known -> known.company().equals(account.company()) && known.key().equals(account.key()))
        .findFirst();
  }

  @Override
  public void update(ChannelAccount account) {
    change(account.company(), account.id(), row -> new Row(account, row.token(), row.signs()));
  }

  @Override
  public void replaceToken(CompanyId company, ChannelAccountId id, String token) {
    change(company, id, row -> new Row(row.account(), Optional.of(token), row.signs()));
  }

  @Override
  public void remove(CompanyId company, ChannelAccountId id) {
    change(company, id, row -> new Row(row.account(), Optional.empty(), row.signs()));
  }

  @Override
  public Optional<String> token(CompanyId company, ChannelAccountId id) {
    return connected(company, id).flatMap(Row::token);
  }

  @Override
  public Optional<Signs> signs(CompanyId company, ChannelAccountId id) {
    return connected(company, id).map(Row::signs);
  }

  @Override
  public void heard(Collection<ChannelAccount> accounts, Instant at) {
    for (var account : accounts) {
      change(
          account.company(),
          account.id(),
          row ->
              new Row(
                  row.account(),
                  row.token(),
                  new Signs(Optional.of(at), row.signs().lastSendError())));
    }
  }

  @Override
  public void sendFailed(CompanyId company, ChannelAccountId id, SendError error) {
    change(
        company,
        id,
        row ->
            new Row(
                row.account(),
                row.token(),
                new Signs(row.signs().lastWebhookAt(), Optional.of(error))));
  }

  private void change(CompanyId company, ChannelAccountId id, UnaryOperator<Row> next) {
    connected(company, id).ifPresent(row -> rows.put(new Id(company, id), next.apply(row)));
  }

  private Optional<Row> connected(CompanyId company, ChannelAccountId id) {
    return rows.get(new Id(company, id)).filter(Row::connected);
  }
}
