package dev.switchboard.application.ingest;

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
   */
  void ensure(Table table, LocalDate day);

  /**
   * Drops the partitions of days before this one; one that holds a post nobody has processed stays.
   *
   * @return how many it dropped
   */
  int dropBefore(Table table, LocalDate day);
}
