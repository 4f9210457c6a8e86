package dev.switchboard.application.conversation;

import dev.switchboard.domain.message.Message;

class InMemoryMessagesTest extends InMemoryConversationPorts implements MessagesContract {
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
}
