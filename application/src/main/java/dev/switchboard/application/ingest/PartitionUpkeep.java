package dev.switchboard.application.ingest;

import dev.switchboard.application.Contention;
import dev.switchboard.application.Transactions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes room for the days to come and drops the days nobody needs any more. Run it at start and
 * some times a day; it may run on several nodes at once. A table that is in use is left to the next
 * run: there are three days to come until a day is needed, and what has none is kept all the same.
 */
public final class PartitionUpkeep {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionUpkeep.class);
  private static final int DAYS_AHEAD = 3;

  /**
   * @param inbox how long posts are kept; WhatsApp repeats for seven days
   * @param stream how long a socket may be away and still resume
   * @param early how long an effect waits for its message
   */
  public record Retention(Period inbox, Period stream, Period early) {
    public static final Retention DEFAULT =
        new Retention(Period.ofDays(14), Period.ofDays(7), Period.ofDays(8));
  }

  private final Transactions transactions;
  private final Partitions partitions;
  private final EarlyEffects early;
  private final Retention retention;

  public PartitionUpkeep(
      Transactions transactions, Partitions partitions, EarlyEffects early, Retention retention) {
    this.transactions = transactions;
    this.partitions = partitions;
    this.early = early;
    this.retention = retention;
  }

  public void run(Instant now) {
    var today = now.atZone(ZoneOffset.UTC).toLocalDate();
    for (var table : Partitions.Table.values()) {
      try {
        of(table, today);
      } catch (Contention e) {
        LOG.warn("the days of {} are left to the next run: {}", table, e.getMessage());
      }
    }
    var forgotten = today.minus(retention.early()).atStartOfDay(ZoneOffset.UTC).toInstant();
    transactions.inTransaction(() -> early.forget(forgotten));
  }

  private void of(Partitions.Table table, LocalDate today) {
    for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
      var day = today.plusDays(ahead);
      transactions.inTransaction(() -> partitions.ensure(table, day));
    }
    var keep = today.minus(keep(table));
    int dropped = transactions.inTransaction(() -> partitions.dropBefore(table, keep));
    if (dropped > 0) {
      LOG.info("{} days of {} dropped", dropped, table);
    }
  }

  private Period keep(Partitions.Table table) {
    return switch (table) {
      case WEBHOOK_INBOX -> retention.inbox();
      case STREAM_EVENT -> retention.stream();
    };
  }
}
