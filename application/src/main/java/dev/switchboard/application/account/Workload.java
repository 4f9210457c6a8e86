package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.util.Collection;
import java.util.Map;

/** How much each agent has in hand. Behaviour is fixed by {@code WorkloadContract}. */
public interface Workload {
  /**
   * Chats assigned to each of {@code users} that are not resolved; who has none may be left out.
   */
  Map<UserId, Long> openChats(CompanyId company, Collection<UserId> users);
}
