package dev.switchboard.application.ingest;

import dev.switchboard.application.Contention;
import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.application.ingest.ParkedEvent.State;
import dev.switchboard.application.ingest.WebhookParser.Element;
import dev.switchboard.application.ingest.apply.ApplyInbound;
import dev.switchboard.domain.Rejection.Conflict;
import dev.switchboard.domain.Rejection.Missing;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Use case: take in what was parked, once its reason is gone. Safe to repeat. */
public final class ReplayParkedEvent {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayParkedEvent.class);

  public record Command(Caller caller, long id) {}

  private final Transactions transactions;
  private final Rights rights;
  private final ParkedEvents parked;
  private final WebhookParser parser;
  private final ApplyInbound apply;
  private final AuditTrail audit;
  private final Clock clock;

  public ReplayParkedEvent(
      Transactions transactions,
      Rights rights,
      ParkedEvents parked,
      WebhookParser parser,
      ApplyInbound apply,
      AuditTrail audit,
      Clock clock) {
    this.transactions = transactions;
    this.rights = rights;
    this.parked = parked;
    this.parser = parser;
    this.apply = apply;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Returns it as replayed.
   *
   * @throws dev.switchboard.domain.Rejected nothing parked of the caller's has this id, or it still
   *     cannot be taken in and stays parked, the new reason in the code
   */
  public ParkedEvent handle(Command command) {
    var now = clock.instant();
    var event = attempt(command, now);
    if (event.state() == State.PARKED) {
      throw new Conflict(event.code(), "Still parked: " + event.detail()).asException();
    }
    return event;
  }

  private ParkedEvent attempt(Command command, Instant now) {
    try {
      return transactions.inTransaction(() -> taken(command, replayed(lock(command), now)));
    } catch (dev.switchboard.domain.Rejected | StorageUnavailable | Contention e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("parked event {} cannot be taken in", command.id(), e);
      return transactions.inTransaction(
          () ->
              store(
                  lock(command)
                      .triedAgain(Parking.FAILED, "taking it in failed; see the log", now)));
    }
  }

  private ParkedEvent replayed(ParkedEvent event, Instant now) {
    var elements =
        parser.parse(event.element().getBytes(StandardCharsets.UTF_8), event.receivedAt());
    var inbound =
        elements.stream()
            .filter(Element.Understood.class::isInstance)
            .map(element -> ((Element.Understood) element).inbound())
            .toList();
    var unknown = apply.handle(List.copyOf(inbound), now);
    Optional<Element.Refused> refused =
        elements.stream()
            .flatMap(element -> Parking.refused(element, unknown, Set.of()))
            .findFirst();
    return refused
        .map(why -> event.triedAgain(why.code(), why.detail(), now))
        .orElseGet(() -> event.settled(State.REPLAYED, now));
  }

  private ParkedEvent taken(Command command, ParkedEvent event) {
    if (event.state() == State.REPLAYED) {
      audit.add(
          AuditEvent.by(
              command.caller(),
              AuditAction.PARKED_REPLAYED,
              new AuditObject(AuditObject.Type.PARKED_EVENT, event.id())));
    }
    return store(event);
  }

  private ParkedEvent lock(Command command) {
    return parked
        .lock(rights.hold(command.caller()), command.id())
        .orElseThrow(
            () -> new Missing("webhook.parked_unknown", "Parked event not found").asException());
  }

  private ParkedEvent store(ParkedEvent event) {
    parked.update(event);
    return event;
  }
}
