package dev.switchboard.application.ingest;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.application.ingest.ParkedEvent.State;
import dev.switchboard.domain.Rejection.Missing;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Use case: give up on a parked event. Its post stays in the inbox until its day is dropped. */
public final class DiscardParkedEvent {
  private static final Logger LOG = LoggerFactory.getLogger(DiscardParkedEvent.class);

  public record Command(Caller caller, long id) {}

  private final Transactions transactions;
  private final Rights rights;
  private final ParkedEvents parked;
  private final AuditTrail audit;
  private final Clock clock;

  public DiscardParkedEvent(
      Transactions transactions,
      Rights rights,
      ParkedEvents parked,
      AuditTrail audit,
      Clock clock) {
    this.transactions = transactions;
    this.rights = rights;
    this.parked = parked;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @throws dev.switchboard.domain.Rejected nothing parked of the caller's has this id
   */
  public void handle(Command command) {
    transactions.inTransaction(
        () -> {
          var caller = rights.hold(command.caller());
          parked.update(
              parked
                  .lock(caller, command.id())
                  .orElseThrow(
                      () ->
                          new Missing("webhook.parked_unknown", "Parked event not found")
                              .asException())
                  .settled(State.DISCARDED, clock.instant()));
          audit.add(
              AuditEvent.by(
                  caller,
                  AuditAction.PARKED_DISCARDED,
                  new AuditObject(AuditObject.Type.PARKED_EVENT, command.id())));
        });
    LOG.info("parked event {} discarded by user {}", command.id(), command.caller().user());
  }
}
