package dev.switchboard.application.account;

import dev.switchboard.application.gather.Asked;
import dev.switchboard.application.gather.Gathering;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Answers those who come at the same moment with one look. It is never older than their request, so
 * that what was revoked before it shows, wherever that was done. Thread-safe.
 */
public final class GatheredCallers implements Callers {
  private record Question(SessionId session, Instant now) {}

  private final Callers inner;
  private final Gathering<CompanyId, Question, Found> gathering;

  public GatheredCallers(Callers inner, Executor others) {
    this.inner = inner;
    this.gathering = new Gathering<>(this::answer, others);
  }

  @Override
  public Found find(CompanyId company, SessionId session, Instant now) {
    return gathering.ask(company, new Question(session, now));
  }

  @Override
  public Map<SessionId, Found> find(
      CompanyId company, Collection<SessionId> sessions, Instant now) {
    return inner.find(company, sessions, now);
  }

  private void answer(CompanyId company, List<Asked<Question, Found>> asked) {
    var sessions = new LinkedHashSet<SessionId>();
    asked.forEach(one -> sessions.add(one.question().session()));
    var latest =
        asked.stream()
            .map(one -> one.question().now())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    var found = inner.find(company, sessions, latest);
    asked.forEach(
        one -> one.answer(found.getOrDefault(one.question().session(), new Found.Unknown())));
  }
}
