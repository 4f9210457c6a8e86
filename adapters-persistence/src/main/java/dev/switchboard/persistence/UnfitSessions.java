package dev.switchboard.persistence;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * After which answers a pool gives up a session, beside those it knows itself. One that began while
 * the server was read-only stays so when the server is not any more, and one with a primary that
 * was fenced goes on talking to it: only a new one finds out.
 *
 * <p>Of these some in a second and not all: while the server is read-only a new one is no better,
 * and whoever reads must not wait for connections that are opened for nothing.
 */
final class UnfitSessions implements SQLExceptionOverride {
  static final Duration PAUSE = Duration.ofMillis(100);

  private static final String READ_ONLY = "25006";
  private static final Set<String> ENDED =
      Set.of(
          "25P03", // for it slept in a transaction
          "57P04", // with its database
          "57P05"); // for it slept

  private final LongSupplier nanos;
  private final AtomicLong next;

  /**
   * @param nanos as {@link System#nanoTime}
   */
  UnfitSessions(LongSupplier nanos) {
    this.nanos = nanos;
    next = new AtomicLong(nanos.getAsLong());
  }

  @java.lang.Override // the short name is one of the interface
  public Override adjudicate(SQLException failure) {
    var state = failure.getSQLState();
    return READ_ONLY.equals(state) && itsTurn() || state != null && ENDED.contains(state)
        ? Override.MUST_EVICT
        : Override.CONTINUE_EVICT;
  }

  private boolean itsTurn() {
    var now = nanos.getAsLong();
    var due = next.get();
    return now - due >= 0 && next.compareAndSet(due, now + PAUSE.toNanos());
  }
}
