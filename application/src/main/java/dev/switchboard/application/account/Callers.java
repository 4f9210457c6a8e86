package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who stands behind a session, read anew for every request, so that a logout, a disabled user or a
 * changed role acts on the next one. Thread-safe. Behaviour is fixed by {@code CallersContract}.
 */
public interface Callers {
  /** What a session is worth at a moment. */
  sealed interface Found {
    /** Alive, and its user may work. */
    record Known(Caller caller) implements Found {}

    /** A session that has not expired, of a user who has been disabled since. */
    record Disabled() implements Found {}

    /** No such session, or it has ended. */
    record Unknown() implements Found {}
  }

  /**
   * What each of {@code sessions} is worth, in one round trip.
   *
   * @return without those that are {@link Found.Unknown} because nothing is known of them
   * @throws dev.switchboard.application.StorageUnavailable the storage cannot be reached: refuse
   */
  Map<SessionId, Found> find(CompanyId company, Collection<SessionId> sessions, Instant now);

  /**
   * @throws dev.switchboard.application.StorageUnavailable the storage cannot be reached: refuse
   */
  default Found find(CompanyId company, SessionId session, Instant now) {
    return find(company, List.of(session), now).getOrDefault(session, new Found.Unknown());
  }

  /** Those of {@code sessions} that are {@link Found.Known}, in one look. */
  default Map<SessionId, Caller> known(
      CompanyId company, Collection<SessionId> sessions, Instant now) {
    var known = new HashMap<SessionId, Caller>();
    find(company, sessions, now)
        .forEach(
            (session, found) -> {
              if (found instanceof Found.Known(var caller)) {
                known.put(session, caller);
              }
            });
    return known;
  }
}
