package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When sessions were last used, gathered here and stored now and then: a request costs one entry of
 * a map and no write, and a session is written once for each {@link #store}, however busy it is.
 * Thread-safe.
 */
public final class SessionActivity {
  private record Key(CompanyId company, SessionId session) {}

  private final Transactions transactions;
  private final Sessions sessions;
  private final Map<Key, Instant> seen = new ConcurrentHashMap<>();

  public SessionActivity(Transactions transactions, Sessions sessions) {
    this.transactions = transactions;
    this.sessions = sessions;
  }

  public void seen(CompanyId company, SessionId session, Instant at) {
    seen.merge(new Key(company, session), at, SessionActivity::later);
  }

  /**
   * Stores what was gathered since the last time; what cannot be stored is kept for the next.
   *
   * @throws RuntimeException the first of the reasons why not all could be stored
   */
  public void store() {
    var byCompany = new HashMap<CompanyId, Map<SessionId, Instant>>();
    for (var key : seen.keySet()) {
      var at = seen.remove(key);
      if (at != null) {
        byCompany.computeIfAbsent(key.company(), _ -> new HashMap<>()).put(key.session(), at);
      }
    }
    var failures = new ArrayList<RuntimeException>();
    byCompany.forEach((company, at) -> store(company, at).ifPresent(failures::add));
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }

  private Optional<RuntimeException> store(CompanyId company, Map<SessionId, Instant> at) {
    try {
      transactions.inTransaction(() -> sessions.seen(company, at));
      return Optional.empty();
    } catch (RuntimeException e) {
      at.forEach((session, when) -> seen(company, session, when));
      return Optional.of(e);
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
