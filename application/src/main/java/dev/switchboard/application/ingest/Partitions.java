package dev.switchboard.application.ingest;

import dev.switchboard.application.Contention;
import java.time.LocalDate;

/**
 * The daily partitions of the tables that only grow. Behaviour is fixed by {@code
 * PartitionsContract}.
 */
public interface Partitions {
  /** Tables kept by the day. */
  enum Table {
    WEBHOOK_INBOX,
    STREAM_EVENT
  }

  /**
   * Makes the partition of this day (UTC) where there is none and no row of it is kept elsewhere.
   *
   * @throws Contention the table is in use for longer than others may be kept waiting
   */
  void ensure(Table table, LocalDate day);

  /**
   * Drops the partitions of days before this one; one that holds a post nobody has processed stays.
   *
   * @return how many it dropped
   * @throws Contention likewise
   */
  int dropBefore(Table table, LocalDate day);
}
