package dev.switchboard.persistence;

import dev.switchboard.application.Ids;
import java.util.concurrent.locks.ReentrantLock;

/** Takes ids from the database in blocks; one round trip a block. */
public final class SequenceIds implements Ids {
  private static final int INCREMENT = 50; // of the sequence switchboard_id
  private static final int BLOCKS = 20; // taken at once

  private final Database database;
  private final ReentrantLock lock = new ReentrantLock();
  private long[] starts = {};
  private int block;
  private int used = INCREMENT;

  public SequenceIds(Database database) {
    this.database = database;
  }

  @Override
  public long next() {
    lock.lock();
    try {
      if (used == INCREMENT) {
        nextBlock();
      }
      return starts[block] + used++;
    } finally {
      lock.unlock();
    }
  }

  private void nextBlock() {
    if (++block >= starts.length) {
      starts =
          database.read(
              connection ->
                  Sql.list(
                          connection,
                          "select nextval('switchboard_id') from generate_series(1, "
                              + BLOCKS
                              + ")",
                          row -> row.getLong(1))
                      .stream()
                      .mapToLong(Long::longValue)
                      .toArray());
      block = 0;
    }
    used = 0;
  }
}
