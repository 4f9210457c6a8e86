package dev.switchboard.application.channel;

import dev.switchboard.application.Transactions;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes on at most every {@value #SECONDS} seconds that an account was heard of, for the storage
 * would write no more often but has to be asked each time. Counts only what was committed. Keeps a
 * moment for each account that was heard of since the start. Thread-safe.
 */
public final class SeldomHeard implements ChannelHealth {
  private static final int SECONDS = 5;
  private static final Duration PAUSE = Duration.ofSeconds(SECONDS);

  private record Key(CompanyId company, ChannelAccountId id) {
    static Key of(ChannelAccount account) {
      return new Key(account.company(), account.id());
    }
  }

  private final ChannelHealth health;
  private final Transactions transactions;
  private final Map<Key, Instant> last = new ConcurrentHashMap<>();

  public SeldomHeard(ChannelHealth health, Transactions transactions) {
    this.health = health;
    this.transactions = transactions;
  }

  @Override
  public void heard(Collection<ChannelAccount> accounts, Instant at) {
    var due = accounts.stream().filter(account -> due(account, at)).toList();
    if (!due.isEmpty()) {
      health.heard(due, at);
      transactions.afterCommit(() -> remember(due, at));
    }
  }

  private boolean due(ChannelAccount account, Instant at) {
    var before = last.get(Key.of(account));
    return before == null || Duration.between(before, at).abs().compareTo(PAUSE) >= 0;
  }

  private void remember(List<ChannelAccount> heard, Instant at) {
    heard.forEach(account -> last.put(Key.of(account), at));
  }

  @Override
  public Optional<Signs> signs(CompanyId company, ChannelAccountId id) {
    return health.signs(company, id);
  }

  @Override
  public void sendFailed(CompanyId company, ChannelAccountId id, SendError error) {
    health.sendFailed(company, id, error);
  }
}
