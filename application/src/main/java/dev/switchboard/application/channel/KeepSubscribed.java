package dev.switchboard.application.channel;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.channel.ChannelProbe.Answer;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.channel.ChannelState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that webhooks keep coming: Meta takes an account's subscription away after an hour of
 * failures, silently. An account is looked at when it is new or has changed, and every {@link
 * #EVERY} after that; a dead token is found before an answer has to wait for it. Several nodes may
 * do this at once.
 */
public final class KeepSubscribed {
  static final Duration EVERY = Duration.ofMinutes(15);
  static final Duration AGAIN = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(KeepSubscribed.class);

  /** What was looked at: a change makes another one of it. */
  private record Seen(ChannelAccountId id, Instant updatedAt) {}

  private final ChannelAccounts accounts;
  private final ChannelProbe probe;
  private final Transactions transactions;
  private final Clock clock;
  private final Map<Seen, Instant> next = new ConcurrentHashMap<>();

  public KeepSubscribed(
      ChannelAccounts accounts, ChannelProbe probe, Transactions transactions, Clock clock) {
    this.accounts = accounts;
    this.probe = probe;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Looks at whatever is due; to be called every few seconds, by one thread. */
  public void handle() {
    var now = clock.instant();
    next.values().removeIf(due -> !now.isBefore(due));
    for (var account : accounts.connected()) {
      var seen = new Seen(account.id(), account.updatedAt());
      if (account.state() != ChannelState.REAUTH && !next.containsKey(seen)) {
        var clear = accounts.token(account.company(), account.id()).map(t -> look(account, t));
        next.put(seen, now.plus(clear.orElse(true) ? EVERY : AGAIN));
      }
    }
  }

  /** Whether the platform said anything definite. */
  private boolean look(ChannelAccount account, String token) {
    var answer = probe.ask(account, token);
    if (answer instanceof Answer.Works(var _, var complete) && !complete) {
      LOG.info("account {} of company {} is subscribed anew", account.id(), account.company());
      answer = probe.subscribe(account, token);
    }
    return switch (answer) {
      case Answer.Works _ -> true;
      case Answer.TokenRefused _ -> {
        refused(account, token);
        yield true;
      }
      case Answer.Unclear(var why) -> {
        LOG.warn("account {} of company {}: {}", account.id(), account.company(), why);
        yield false;
      }
    };
  }

  /** Nothing if it has another token by now. */
  private void refused(ChannelAccount account, String token) {
    var company = account.company();
    transactions.inTransaction(
        () ->
            accounts
                .lock(company, account.id())
                .filter(
                    _ -> accounts.token(company, account.id()).filter(token::equals).isPresent())
                .ifPresent(
                    current ->
                        accounts.update(current.withState(ChannelState.REAUTH, clock.instant()))));
    LOG.warn("account {} of company {} needs a new token", account.id(), company);
  }
}
