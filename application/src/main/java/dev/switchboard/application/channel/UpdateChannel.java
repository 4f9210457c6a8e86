package dev.switchboard.application.channel;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.channel.AccessToken;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.channel.ChannelName;
import dev.switchboard.domain.channel.ChannelState;
import dev.switchboard.domain.company.CompanyId;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renames an account, switches it on or off, or gives it a new token. */
public final class UpdateChannel {
  private static final Logger LOG = LoggerFactory.getLogger(UpdateChannel.class);

  /** Absent parts stay as they are. */
  public record Command(
      Caller by,
      ChannelAccountId id,
      Optional<ChannelName> name,
      Optional<AccessToken> token,
      Optional<Boolean> active,
      Optional<Boolean> humanAgent) {
    CompanyId company() {
      return by.company();
    }
  }

  private final ChannelAccounts accounts;
  private final HeldSends held;
  private final Transactions transactions;
  private final Rights rights;
  private final AuditTrail audit;
  private final Clock clock;

  public UpdateChannel(
      ChannelAccounts accounts,
      HeldSends held,
      Transactions transactions,
      Rights rights,
      AuditTrail audit,
      Clock clock) {
    this.accounts = accounts;
    this.held = held;
    this.transactions = transactions;
    this.rights = rights;
    this.audit = audit;
    this.clock = clock;
  }

  /** A new token makes the account usable again, and what waited for it goes out. */
  public ChannelAccount handle(Command command) {
    return transactions.inTransaction(
        () -> {
          rights.hold(command.by());
          return held(command);
        });
  }

  /** In a unit of work that holds the caller's rights. */
  ChannelAccount held(Command command) {
    var before =
        accounts
            .lock(command.company(), command.id())
            .orElseThrow(() -> new Missing("channel.missing", "Account not found").asException());
    var after = changed(before, command);
    accounts.update(after);
    command
        .token()
        .ifPresent(token -> accounts.replaceToken(after.company(), after.id(), token.value()));
    record(command, after);
    if (command.token().isPresent() || after.active() && !before.active()) {
      held.release(after.company(), after.id());
    }
    if (after.active() != before.active()) {
      LOG.info("account {} of company {}: active {}", after.id(), after.company(), after.active());
    }
    return after;
  }

  private void record(Command command, ChannelAccount after) {
    audit.add(
        AuditEvent.by(command.by(), AuditAction.CHANNEL_UPDATED, AuditObject.of(after.id()))
            .with("name", after.name())
            .with("is_active", after.active())
            .with("human_agent", after.humanAgent())
            .with("token_replaced", command.token().isPresent()));
  }

  private ChannelAccount changed(ChannelAccount account, Command command) {
    return new ChannelAccount(
        account.company(),
        account.id(),
        account.key(),
        command.name().map(ChannelName::value).orElse(account.name()),
        command.active().orElse(account.active()),
        command.humanAgent().orElse(account.humanAgent()),
        command.token().isPresent() ? ChannelState.OK : account.state(),
        account.connectedAt(),
        clock.instant());
  }
}
