package dev.switchboard.persistence;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * After which answers a pool gives up a session, beside those it knows itself. One that began while
 * the server was read-only stays so when the server is not any more, and one with a primary that
 * was fenced goes on talking to it: only a new one finds out.
 */
final class UnfitSessions implements SQLExceptionOverride {
  private static final Set<String> STATES =
      Set.of(
          "25006", // read-only
          "25P03", // ended, for it slept in a transaction
          "57P04", // ended with its database
          "57P05"); // ended, for it slept

  @java.lang.Override // the short name is one of the interface
  public Override adjudicate(SQLException failure) {
    return STATES.contains(failure.getSQLState()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
  }
}
