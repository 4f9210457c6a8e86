package dev.switchboard.application.outbound;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.channel.ChannelAccounts;
import dev.switchboard.application.contact.Contacts;
import dev.switchboard.application.outbound.ChannelGateway.Profile;
import dev.switchboard.application.outbound.ChannelGateway.Target;
import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.domain.contact.Contact;
import dev.switchboard.domain.contact.ContactId;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.outbound.LaneKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks for a customer's name and picture. May fail for ever: no message waits for it. */
public final class FetchProfiles implements LaneHandler {
  private static final int ATTEMPTS = 3;

  private final Absences absences = new Absences();
  private final Contacts contacts;
  private final ChannelAccounts accounts;
  private final ChannelGateway gateway;
  private final Lanes lanes;
  private final Transactions transactions;
  private final Clock clock;

  public FetchProfiles(
      Contacts contacts,
      ChannelAccounts accounts,
      ChannelGateway gateway,
      Lanes lanes,
      Transactions transactions,
      Clock clock) {
    this.contacts = contacts;
    this.accounts = accounts;
    this.gateway = gateway;
    this.lanes = lanes;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public LaneKind kind() {
    return LaneKind.PROFILE;
  }

  @Override
  public boolean rests() {
    return gateway.unreachable();
  }

  @Override
  public Outcome handle(Claim claim) {
    var contact = contacts.find(claim.company(), new ContactId(claim.subject()));
    return contact
        .flatMap(this::target)
        .map(target -> fetch(contact.orElseThrow(), target))
        .orElse(
            new Outcome.Failed(
                new MessageError("channel_disconnected", "The account is not connected.")));
  }

  private Optional<Target> target(Contact contact) {
    var company = contact.key().company();
    var channel = contact.key().channel();
    return accounts
        .find(company, channel)
        .flatMap(
            account ->
                accounts
                    .token(company, channel)
                    .map(token -> new Target(account, token, contact.key().externalId())));
  }

  private Outcome fetch(Contact contact, Target target) {
    return switch (gateway.profile(target)) {
      case Profile.Known(var name, var picture) -> {
        absences.over(target.account().id());
        transactions.inTransaction(
            () ->
                contacts.profile(
                    contact.key().company(), contact.id(), name, picture, clock.instant()));
        yield new Outcome.Done(Optional.empty());
      }
      case Profile.Refused(var failure) -> refused(contact, target, failure);
    };
  }

  private Outcome refused(Contact contact, Target target, SendFailure failure) {
    return switch (failure.kind()) {
      case NOT_TRIED -> held(contact, target, failure);
      case RATE_LIMITED -> {
        absences.over(target.account().id());
        yield again(failure);
      }
      case RETRY, AMBIGUOUS -> again(failure);
      case PERMANENT,
          OUTSIDE_WINDOW,
          CHANNEL_BROKEN,
          CHANNEL_SUSPENDED,
          CHANNEL_REAUTH,
          THREAD_NOT_OWNED,
          STOP_TAG -> {
        absences.over(target.account().id());
        yield new Outcome.Failed(failure.error());
      }
    };
  }

  private static Outcome again(SendFailure failure) {
    return new Outcome.Retry(failure.after(), ATTEMPTS, failure.error());
  }

  /** By no account, whose state has not changed: a fuse that closes again tells nobody. */
  private Outcome held(Contact contact, Target target, SendFailure failure) {
    var now = clock.instant();
    var pause = absences.pause(target.account().id(), contact.id().value(), now);
    return new Outcome.Held(
        now.plus(failure.after().orElse(Duration.ZERO)).plus(pause),
        failure.error(),
        Optional.empty());
  }

  @Override
  public void settle(Claim claim, Settlement settlement, Instant now) {
    lanes.settle(claim, settlement, now);
  }
}
