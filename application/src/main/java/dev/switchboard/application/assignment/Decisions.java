package dev.switchboard.application.assignment;

import dev.switchboard.domain.assignment.Decision;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.Collection;
import java.util.List;

/** Every assignment that was decided. Append-only. */
public interface Decisions {
  void record(Collection<Decision> decisions);

  /** Newest first. */
  List<Decision> of(CompanyId company, ConversationId conversation, int limit);
}
