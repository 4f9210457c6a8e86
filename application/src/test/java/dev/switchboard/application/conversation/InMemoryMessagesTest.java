package dev.switchboard.application.conversation;

import dev.switchboard.application.Ids;
import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.assignment.InMemoryRoster;
import dev.switchboard.domain.message.Message;

class InMemoryMessagesTest implements MessagesContract {
  private final Ids ids = new InMemoryIds();
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryConversations conversations = new InMemoryConversations(transactions);
  private final World world =
      new InMemoryWorld(ids, new InMemoryRoster(transactions, conversations));
  private final InMemoryMessages messages = new InMemoryMessages(transactions);

  @Override
  public Messages messages() {
    return messages;
  }

  @Override
  public void partSent(Message message, int part, String mid) {
    messages.partSent(
        new Messages.ExternalRef(message.company(), message.channel(), mid), message.id());
  }

  @Override
  public Conversations conversations() {
    return conversations;
  }

  @Override
  public Transactions transactions() {
    return transactions;
  }

  @Override
  public World world() {
    return world;
  }

  @Override
  public Ids ids() {
    return ids;
  }
}
