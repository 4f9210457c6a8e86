package dev.switchboard.redis;

import dev.switchboard.application.throttle.Allowances;
import dev.switchboard.domain.Rejection.Quota;
import dev.switchboard.domain.company.CompanyId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * One bucket for all nodes. A node takes from it by the handful and gives out of its hand, so that
 * a large quota costs a round trip now and then and not one a request; small quotas are taken one
 * by one. While Redis does not answer, each node has the whole quota for itself: a company is let
 * too much through rather than kept from its work.
 */
final class RedisAllowances implements Allowances {
  private record Key(CompanyId company, String quota) {}

  private final Map<Key, Hand> hands = new ConcurrentHashMap<>();
  private final LongAdder alone = new LongAdder();
  private final RedisLine line;
  private final String prefix;
  private final Duration patience;
  private final Allowances local;

  /**
   * @param patience with others who ask for the same company
   * @param local where Redis does not answer
   */
  RedisAllowances(RedisLine line, String prefix, Duration patience, Allowances local) {
    this.line = line;
    this.prefix = prefix;
    this.patience = patience;
    this.local = local;
  }

  @Override
  public Optional<Duration> take(CompanyId company, Quota quota, Instant now) {
    if (line.up()) {
      var hand =
          hands.computeIfAbsent(
              new Key(company, quota.name()),
              key -> new Hand(line, prefix + ":" + key.quota() + ":" + key.company()));
      var verdict = hand.take(quota, now, patience);
      if (verdict.isPresent()) {
        return verdict.get().delay();
      }
    }
    alone.increment();
    return local.take(company, quota, now);
  }

  /** Tries that this node decided on by itself. */
  long alone() {
    return alone.sum();
  }
}
