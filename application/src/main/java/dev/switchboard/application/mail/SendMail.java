package dev.switchboard.application.mail;

import dev.switchboard.application.Seals;
import dev.switchboard.application.mail.MailGateway.Delivery;
import dev.switchboard.application.outbound.LaneHandler;
import dev.switchboard.application.outbound.Lanes;
import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.application.outbound.Outcome;
import dev.switchboard.application.outbound.Settlement;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.outbound.LaneKind;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Sends what {@link MailQueue} holds. At least once: a node that dies between the server's yes and
 * our note of it leaves a mail that is sent again, under the same id.
 */
public final class SendMail implements LaneHandler {
  /** With the lanes' back-off about four hours: longer than greylisting and most outages. */
  static final int ATTEMPTS = 100;

  private static final MessageError UNREADABLE =
      new MessageError("mail_unreadable", "It was sealed with a key that is not configured.");
  private static final MessageError EXPIRED =
      new MessageError("mail_expired", "It was not sent while its link worked.");

  private final Seals seals;
  private final MailGateway gateway;
  private final Lanes lanes;
  private final Clock clock;

  public SendMail(Seals seals, MailGateway gateway, Lanes lanes, Clock clock) {
    this.seals = seals;
    this.gateway = gateway;
    this.lanes = lanes;
    this.clock = clock;
  }

  @Override
  public LaneKind kind() {
    return LaneKind.MAIL;
  }

  @Override
  public Outcome handle(Claim claim) {
    var text = seals.open(MailQueue.place(claim.company(), claim.task()), claim.payload());
    return text.map(known -> send(MailPayload.read(claim, known)))
        .orElseGet(() -> new Outcome.Failed(UNREADABLE));
  }

  private Outcome send(Mail mail) {
    if (mail.goodUntil().filter(until -> !clock.instant().isBefore(until)).isPresent()) {
      return new Outcome.Failed(EXPIRED);
    }
    return switch (gateway.deliver(mail)) {
      case Delivery.Accepted _ -> new Outcome.Done(Optional.empty());
      case Delivery.Later(var error) -> new Outcome.Retry(Optional.empty(), ATTEMPTS, error);
      case Delivery.Refused(var error) -> new Outcome.Failed(error);
    };
  }

  @Override
  public void settle(Claim claim, Settlement settlement, Instant now) {
    lanes.settle(claim, settlement, now);
  }
}
