package dev.switchboard.application.ingest;

import dev.switchboard.application.Contention;
import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.ingest.apply.ApplyInbound;
import dev.switchboard.domain.inbound.Inbound;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in single elements for a trial, which is rolled back. */
final class Trials {
  private static final Logger LOG = LoggerFactory.getLogger(Trials.class);

  private final Transactions transactions;
  private final ApplyInbound apply;
  private final Clock clock;

  Trials(Transactions transactions, ApplyInbound apply, Clock clock) {
    this.transactions = transactions;
    this.apply = apply;
    this.clock = clock;
  }

  boolean fails(Inbound inbound) {
    try {
      transactions.inTransaction(
          () -> {
            apply.handle(List.of(inbound), clock.instant());
            transactions.flush();
            throw new Undo();
          });
      return false;
    } catch (Undo _) {
      return false;
    } catch (StorageUnavailable | Contention e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("an element of a webhook cannot be taken in and is parked", e);
      return true;
    }
  }

  /** Rolls a trial back. */
  private static final class Undo extends RuntimeException {
    private static final long serialVersionUID = 1;

    Undo() {
      super(null, null, false, false);
    }
  }
}
