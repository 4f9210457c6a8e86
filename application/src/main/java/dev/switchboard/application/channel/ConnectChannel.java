package dev.switchboard.application.channel;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.channel.AccessToken;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.ChannelName;
import dev.switchboard.domain.channel.ChannelState;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import java.time.Clock;
import java.util.Optional;

/** Connects a page or account to a company. */
public final class ConnectChannel {
  /**
   * @param humanAgent whether late answers may carry the HUMAN_AGENT tag; default true
   */
  public record Command(
      Caller by,
      ChannelKey key,
      Optional<ChannelName> name,
      AccessToken token,
      Optional<Boolean> humanAgent) {
    CompanyId company() {
      return by.company();
    }
  }

  /**
   * @param created false if the company had it connected already
   */
  public record Connected(ChannelAccount account, boolean created) {}

  private final ChannelAccounts accounts;
  private final UpdateChannel update;
  private final Transactions transactions;
  private final Rights rights;
  private final AuditTrail audit;
  private final Ids ids;
  private final Clock clock;

  public ConnectChannel(
      ChannelAccounts accounts,
      UpdateChannel update,
      Transactions transactions,
      Rights rights,
      AuditTrail audit,
      Ids ids,
      Clock clock) {
    this.accounts = accounts;
    this.update = update;
    this.transactions = transactions;
    this.rights = rights;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * A Facebook page that the company has already is updated and made active; an Instagram account
   * that it has already is refused, as is anything another company has, without a word about whose
   * it is.
   */
  public Connected handle(Command command) {
    return transactions.inTransaction(
        () -> {
          var by = rights.hold(command.by());
          return accounts
              .add(fresh(command), command.token().value())
              .map(account -> connected(by, account))
              .orElseGet(() -> again(command));
        });
  }

  private Connected connected(Caller by, ChannelAccount account) {
    audit.add(
        AuditEvent.by(by, AuditAction.CHANNEL_CONNECTED, AuditObject.of(account.id()))
            .with("platform", account.platform().name())
            .with("external_id", account.key().externalId()));
    return new Connected(account, true);
  }

  private Connected again(Command command) {
    var mine =
        accounts
            .find(command.company(), command.key())
            .orElseThrow(
                () ->
                    new Refused("channel.unavailable", "This account cannot be connected")
                        .asException());
    if (command.key().platform() != Platform.FACEBOOK) {
      throw new Refused("channel.already_connected", "This account is already connected")
          .asException();
    }
    return new Connected(
        update.held(
            new UpdateChannel.Command(
                command.by(),
                mine.id(),
                command.name(),
                Optional.of(command.token()),
                Optional.of(true),
                command.humanAgent())),
        false);
  }

  private ChannelAccount fresh(Command command) {
    var now = clock.instant();
    return new ChannelAccount(
        command.company(),
        new ChannelAccountId(ids.next()),
        command.key(),
        command.name().orElse(ChannelName.EMPTY).value(),
        true,
        command.humanAgent().orElse(true),
        ChannelState.OK,
        now,
        now);
  }
}
