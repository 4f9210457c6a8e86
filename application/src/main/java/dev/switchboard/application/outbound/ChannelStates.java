package dev.switchboard.application.outbound;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.channel.ChannelAccounts;
import dev.switchboard.application.channel.ChannelHealth;
import dev.switchboard.application.outbound.ChannelGateway.Target;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelState;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What answers to our calls say of an account. Written in a unit of work of its own: settling a
 * send locks lanes first, and connecting an account locks it before its lanes.
 */
public final class ChannelStates {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelStates.class);

  private final ChannelAccounts accounts;
  private final ChannelHealth health;
  private final Transactions transactions;
  private final Clock clock;

  public ChannelStates(
      ChannelAccounts accounts, ChannelHealth health, Transactions transactions, Clock clock) {
    this.accounts = accounts;
    this.health = health;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** A call went through: whatever was broken is not any more. */
  void worked(Target target) {
    if (target.account().state() != ChannelState.OK) {
      write(() -> change(target, account -> account.withState(ChannelState.OK, clock.instant())));
    }
  }

  void failed(Target target, SendFailure failure) {
    write(
        () -> {
          change(target, account -> after(account, failure));
          health.sendFailed(
              target.account().company(),
              target.account().id(),
              new ChannelHealth.SendError(
                  failure.error().code(), failure.error().detail(), clock.instant()));
        });
  }

  /** Never throws: a call was made, and what became of it must not be lost over this. */
  private void write(Runnable work) {
    try {
      transactions.inTransaction(work);
    } catch (RuntimeException e) {
      LOG.warn("state of an account not written: {}", e.toString());
    }
  }

  /** Nothing about an account that has got another token since: the call was not made with it. */
  private void change(Target target, UnaryOperator<ChannelAccount> next) {
    var company = target.account().company();
    var id = target.account().id();
    accounts
        .lock(company, id)
        .filter(_ -> accounts.token(company, id).equals(Optional.of(target.token())))
        .ifPresent(
            before -> {
              var after = next.apply(before);
              if (!after.equals(before)) {
                accounts.update(after);
                LOG.warn(
                    "account {} of company {}: {} to {}",
                    id,
                    company,
                    before.state(),
                    after.state());
              }
            });
  }

  private ChannelAccount after(ChannelAccount account, SendFailure failure) {
    return switch (failure.kind()) {
      case CHANNEL_REAUTH -> moved(account, ChannelState.REAUTH);
      case CHANNEL_BROKEN -> moved(account, ChannelState.BROKEN);
      case CHANNEL_SUSPENDED -> moved(account, ChannelState.SUSPENDED);
      case STOP_TAG -> untagged(account);
      case RETRY, RATE_LIMITED, NOT_TRIED, AMBIGUOUS, PERMANENT, OUTSIDE_WINDOW, THREAD_NOT_OWNED ->
          account;
    };
  }

  private ChannelAccount moved(ChannelAccount account, ChannelState state) {
    return account.state() == state ? account : account.withState(state, clock.instant());
  }

  private ChannelAccount untagged(ChannelAccount account) {
    if (!account.humanAgent()) {
      return account;
    }
    return new ChannelAccount(
        account.company(),
        account.id(),
        account.key(),
        account.name(),
        account.active(),
        false,
        account.state(),
        account.connectedAt(),
        clock.instant());
  }
}
