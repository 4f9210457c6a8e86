package dev.switchboard.application.channel;

import dev.switchboard.application.Transactions;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;

/** Lets go of an account: nothing comes in or goes out any more, what was said stays. */
public final class DisconnectChannel {
  public record Command(CompanyId company, ChannelAccountId id) {}

  private final ChannelAccounts accounts;
  private final Transactions transactions;

  public DisconnectChannel(ChannelAccounts accounts, Transactions transactions) {
    this.accounts = accounts;
    this.transactions = transactions;
  }

  public void handle(Command command) {
    transactions.inTransaction(
        () -> {
          if (accounts.lock(command.company(), command.id()).isEmpty()) {
            throw new Missing("channel.missing", "Account not found").asException();
          }
          accounts.remove(command.company(), command.id());
        });
  }
}
