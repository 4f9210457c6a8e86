package dev.switchboard.application.account;

import dev.switchboard.application.conversation.InMemoryConversations;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts what {@link InMemoryConversations} holds. */
public final class InMemoryWorkload implements Workload {
  private final InMemoryConversations conversations;

  public InMemoryWorkload(InMemoryConversations conversations) {
    this.conversations = conversations;
  }

  @Override
  public Map<UserId, Long> openChats(CompanyId company, Collection<UserId> users) {
    return users.stream()
        .distinct()
        .collect(
            Collectors.toMap(
                Function.identity(),
                user -> (long) conversations.lockAssignedTo(company, Set.of(user)).size()));
  }
}
