package dev.switchboard.application.outbound;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.channel.ChannelAccounts;
import dev.switchboard.application.channel.ChannelHealth;
import dev.switchboard.application.outbound.ChannelGateway.Target;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelState;
import dev.switchboard.domain.company.CompanyId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What answers to our calls say of an account. Written in a unit of work of its own: settling a
 * send locks lanes first, and connecting an account locks it before its lanes. Where settling reads
 * an account, it does so before its lane.
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

  /** What was written of a failure. */
  enum Told {
    OF_ITS_ACCOUNT,
    /** Nothing: the account has got another token since, and the call was not made with it. */
    OF_ANOTHER_TOKEN,
    /** Nothing: the storage failed. */
    NOTHING
  }

  Told failed(Target target, SendFailure failure) {
    var told = new AtomicReference<>(Told.NOTHING);
    var written =
        write(
            () -> {
              var same = change(target, account -> after(account, failure));
              told.set(same ? Told.OF_ITS_ACCOUNT : Told.OF_ANOTHER_TOKEN);
              health.sendFailed(
                  target.account().company(),
                  target.account().id(),
                  new ChannelHealth.SendError(
                      failure.error().code(), failure.error().detail(), clock.instant()));
            });
    return written ? told.get() : Told.NOTHING;
  }

  /**
   * What was to wait for an account that may send again by now is due at once: whoever made it so
   * let go of what was waiting then, and this was not yet. In a unit of work that holds no lane.
   */
  Settlement asOfNow(CompanyId company, Settlement settlement, Instant now) {
    return settlement instanceof Settlement.Again(_, var attempted, var error, var heldBy)
            && heldBy
                .flatMap(id -> accounts.lock(company, id))
                .filter(account -> account.active() && account.state() != ChannelState.REAUTH)
                .isPresent()
        ? new Settlement.Again(now, attempted, error, Optional.empty())
        : settlement;
  }

  /** Never throws: a call was made, and what became of it must not be lost over this. */
  private boolean write(Runnable work) {
    try {
      transactions.inTransaction(work);
      return true;
    } catch (RuntimeException e) {
      LOG.warn("state of an account not written: {}", e.toString());
      return false;
    }
  }

  /** Nothing about an account that has got another token since: the call was not made with it. */
  private boolean change(Target target, UnaryOperator<ChannelAccount> next) {
    var company = target.account().company();
    var id = target.account().id();
    var same =
        accounts
            .lock(company, id)
            .filter(_ -> accounts.token(company, id).equals(Optional.of(target.token())));
    same.ifPresent(
        before -> {
          var after = next.apply(before);
          if (!after.equals(before)) {
            accounts.update(after);
            LOG.warn(
                "account {} of company {}: {} to {}", id, company, before.state(), after.state());
          }
        });
    return same.isPresent();
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
