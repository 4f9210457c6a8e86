package dev.switchboard.application.assignment;

import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.domain.assignment.Decision;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Decisions by id. */
public final class InMemoryDecisions implements Decisions {
  private static final Comparator<Decision> OLDEST_FIRST =
      Comparator.comparing(Decision::at).thenComparing(Decision::id);

  private final InMemoryTable<Long, Decision> rows;

  public InMemoryDecisions(InMemoryTransactions transactions) {
    rows = new InMemoryTable<>(transactions);
  }

  @Override
  public void record(Collection<Decision> decisions) {
    decisions.forEach(decision -> rows.put(decision.id(), decision));
  }

  @Override
  public List<Decision> of(CompanyId company, ConversationId conversation, int limit) {
    return rows.all().stream()
        .filter(d -> d.company().equals(company) && d.conversation().equals(conversation))
        .sorted(OLDEST_FIRST.reversed())
        .limit(limit)
        .toList();
  }
}
