package dev.switchboard.application.stream;

import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.Transactions;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.UserId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

class InMemoryStreamsTest implements StreamsContract {
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final List<Map.Entry<CompanyId, Long>> hints = new CopyOnWriteArrayList<>();
  private final Map<ConversationId, UserId> assignees = new ConcurrentHashMap<>();
  private final InMemoryStreams streams =
      new InMemoryStreams(
          transactions,
          Object::toString,
          (company, seq) -> hints.add(Map.entry(company, seq)),
          Clock.systemUTC(),
          (_, conversation) -> Optional.ofNullable(assignees.get(conversation)));
  private long companies;

  @Override
  public Transactions transactions() {
    return transactions;
  }

  @Override
  public Streams streams() {
    return streams;
  }

  @Override
  public StreamReader reader() {
    return streams;
  }

  @Override
  public List<Map.Entry<CompanyId, Long>> hints() {
    return hints;
  }

  @Override
  public CompanyId newCompany() {
    return new CompanyId(++companies);
  }

  @Override
  public ConversationId conversationOf(CompanyId company, UserId agent) {
    var conversation = new ConversationId(assignees.size() + 1L);
    reassign(company, conversation, agent);
    return conversation;
  }

  @Override
  public void reassign(CompanyId company, ConversationId conversation, UserId agent) {
    assignees.put(conversation, agent);
  }
}
