package dev.switchboard.persistence;

import dev.switchboard.application.Ids;
import dev.switchboard.application.StorageUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Takes ids from the database in blocks; one round trip a block. One caller makes it, in its own
 * unit of work if it has one, and the others wait for what comes of that: where the database is not
 * there all of them fail together, not one after the other.
 */
public final class SequenceIds implements Ids {
  private static final int INCREMENT = 50; // of the sequence switchboard_id
  private static final int BLOCKS = 20; // taken at once
  private static final Duration PATIENCE = Duration.ofSeconds(5); // as with the pools
  private static final long NONE = 0;

  private final Database database;
  private final Duration patience;
  // all guarded by this
  private long[] starts = {};
  private int block;
  private int used;
  private CompletableFuture<Void> underWay;

  public SequenceIds(Database database) {
    this(database, PATIENCE);
  }

  /**
   * @param patience with the round trip of somebody else
   */
  SequenceIds(Database database, Duration patience) {
    this.database = database;
    this.patience = patience;
  }

  /**
   * @throws StorageUnavailable also where somebody else asked the database and it was not there
   */
  @Override
  public long next() {
    var id = taken();
    if (id == NONE) {
      for (var end = System.nanoTime() + patience.toNanos(); id == NONE; id = taken()) {
        more(end);
      }
    }
    return id;
  }

  private synchronized long taken() {
    if (used == INCREMENT) {
      block++;
      used = 0;
    }
    return block < starts.length ? starts[block] + used++ : NONE;
  }

  private void more(long end) {
    var ours = new CompletableFuture<Void>();
    var refill = underWayOr(ours);
    if (refill == ours) {
      refill(ours);
    } else {
      await(refill, end);
    }
  }

  private synchronized CompletableFuture<Void> underWayOr(CompletableFuture<Void> ours) {
    if (block < starts.length) {
      return CompletableFuture.completedFuture(null); // somebody was faster
    }
    if (underWay == null) {
      underWay = ours;
    }
    return underWay;
  }

  private void refill(CompletableFuture<Void> ours) {
    try {
      filled(fresh());
      ours.complete(null);
    } catch (RuntimeException | Error e) {
      filled(new long[0]);
      ours.completeExceptionally(e);
      throw e;
    }
  }

  private synchronized void filled(long[] fresh) {
    starts = fresh;
    block = 0;
    used = 0;
    underWay = null;
  }

  private long[] fresh() {
    if (!UnitOfWork.running()) {
      return database.read(SequenceIds::fresh);
    }
    try {
      return fresh(UnitOfWork.current().unflushed()); // who holds locks is not waited for
    } catch (SQLException e) {
      throw Failures.translate(e);
    }
  }

  private static long[] fresh(Connection connection) throws SQLException {
    return Sql.list(
            connection,
            "select nextval('switchboard_id') from generate_series(1, " + BLOCKS + ")",
            row -> row.getLong(1))
        .stream()
        .mapToLong(Long::longValue)
        .toArray();
  }

  private static void await(CompletableFuture<Void> refill, long end) {
    try {
      refill.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StorageUnavailable) {
        throw new StorageUnavailable("no ids: " + e.getCause().getMessage(), e);
      }
      // a trouble of their own, as of a transaction that had failed already: we try ourselves
    } catch (TimeoutException e) {
      throw new StorageUnavailable("no ids: the database does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageUnavailable("interrupted while waiting for ids", e);
    }
  }
}
