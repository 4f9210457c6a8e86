package dev.switchboard.application.channel;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.channel.ChannelAccountId;

/** Lets go of an account: nothing comes in or goes out any more, what was said stays. */
public final class DisconnectChannel {
  /** Who does it, to which. */
  public record Command(Caller by, ChannelAccountId id) {}

  private final ChannelAccounts accounts;
  private final Transactions transactions;
  private final Rights rights;
  private final AuditTrail audit;

  public DisconnectChannel(
      ChannelAccounts accounts, Transactions transactions, Rights rights, AuditTrail audit) {
    this.accounts = accounts;
    this.transactions = transactions;
    this.rights = rights;
    this.audit = audit;
  }

  public void handle(Command command) {
    transactions.inTransaction(
        () -> {
          var by = rights.hold(command.by());
          var company = by.company();
          var account =
              accounts
                  .lock(company, command.id())
                  .orElseThrow(
                      () -> new Missing("channel.missing", "Account not found").asException());
          accounts.remove(company, account.id());
          audit.add(
              AuditEvent.by(by, AuditAction.CHANNEL_DISCONNECTED, AuditObject.of(account.id()))
                  .with("platform", account.platform().name())
                  .with("external_id", account.key().externalId()));
        });
  }
}
