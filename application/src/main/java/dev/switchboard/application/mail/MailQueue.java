package dev.switchboard.application.mail;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Seals;
import dev.switchboard.application.outbound.Outbox;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.user.EmailAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where mail is put down, in the unit of work that causes it: sealed, for it may hold a link that
 * lets somebody in.
 */
public final class MailQueue {
  /**
   * Who gets it.
   *
   * @param lane the user's id, or one of its own for a stranger; mail of one lane goes out in order
   */
  public record Recipient(CompanyId company, long lane, EmailAddress to, String name) {}

  private final Outbox outbox;
  private final Seals seals;
  private final Ids ids;
  private final Clock clock;

  public MailQueue(Outbox outbox, Seals seals, Ids ids, Clock clock) {
    this.outbox = outbox;
    this.seals = seals;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param goodUntil not worth sending from then on
   */
  public void add(
      MailKind kind, Recipient recipient, Map<String, String> facts, Optional<Instant> goodUntil) {
    var id = ids.next();
    var company = recipient.company();
    var mail = new Mail(company, id, kind, recipient.to(), recipient.name(), facts, goodUntil);
    var sealed = seals.seal(place(company, id), MailPayload.write(mail));
    var lane = recipient.lane();
    outbox.enqueue(
        List.of(
            new Outbox.Task(company, LaneKind.MAIL, lane, id, lane, 0, sealed, clock.instant())));
  }

  static Seals.Place place(CompanyId company, long id) {
    return new Seals.Place("outbox.payload", company, id);
  }
}
