package dev.switchboard.application.conversation;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Conversation;
import java.time.Instant;
import java.util.List;

/** What the contracts of the inbox share. */
interface InboxPorts extends ConversationPorts {
  Inbox inbox();

  Messages messages();

  /** A new chat of a new customer on a new account, last active at {@code at}. */
  default Conversation begin(CompanyId company, String name, Instant at) {
    var channel = world().channel(company);
    var contact = world().contact(company, channel, name);
    var fresh = AConversation.of(company, ids().next(), channel, contact, at);
    transactions().inTransaction(() -> conversations().beginOrLock(List.of(fresh)));
    return fresh;
  }

  default Conversation store(Conversation next) {
    transactions().inTransaction(() -> conversations().update(List.of(next)));
    return next;
  }
}
