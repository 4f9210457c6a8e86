package dev.switchboard.persistence.conversation;

import dev.switchboard.application.conversation.Messages;
import dev.switchboard.application.conversation.MessagesContract;
import dev.switchboard.domain.message.Message;

class PostgresMessagesTest extends PostgresConversationPorts implements MessagesContract {
  @Override
  public Messages messages() {
    return new PostgresMessages(test.database());
  }

  @Override
  public void partSent(Message message, int part, String mid) {
    test.execute(
        "insert into lane (company_id, kind, lane_id, pending, last_position, next_at) values (?, 'SEND', ?, 0, 0,"
            + " now()) on conflict do nothing",
        message.company().value(),
        message.conversation().value());
    test.execute(
        "insert into outbox (company_id, id, kind, lane_id, position, subject_id, part, payload, state,"
            + " external_id, created_at, updated_at) values (?, ?, 'SEND', ?, 1, ?, ?, '', 'DONE', ?,"
            + " now(), now())",
        message.company().value(),
        test.ids().next(),
        message.conversation().value(),
        message.id().value(),
        part,
        mid);
  }
}
