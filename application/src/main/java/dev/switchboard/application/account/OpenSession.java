package dev.switchboard.application.account;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.User;
import java.time.Instant;
import java.util.Optional;

/**
 * Begins a session of somebody who has shown who they are, and ends their oldest if they have too
 * many. Runs inside the caller's unit of work, which holds the user's lock: otherwise two logins at
 * once could leave one session too many.
 */
public final class OpenSession {
  private final Transactions transactions;
  private final Sessions sessions;
  private final SessionRevocations revocations;
  private final SessionRules rules;
  private final Ids ids;

  public OpenSession(
      Transactions transactions,
      Sessions sessions,
      SessionRevocations revocations,
      SessionRules rules,
      Ids ids) {
    this.transactions = transactions;
    this.sessions = sessions;
    this.revocations = revocations;
    this.rules = rules;
    this.ids = ids;
  }

  public Session handle(
      User user, Optional<String> device, Optional<String> ipAddress, Instant now) {
    var session =
        new Session(
            user.company(),
            new SessionId(ids.next()),
            user.id(),
            device,
            ipAddress,
            now,
            now,
            now.plus(rules.lifetime()),
            Optional.empty());
    sessions.add(session);
    var evicted = sessions.endOldest(user.company(), user.id(), rules.most(), now);
    if (!evicted.isEmpty()) {
      transactions.beforeCommit(() -> revocations.revoked(user.company(), evicted));
    }
    return session;
  }
}
