package dev.switchboard.application.conversation;

import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.message.Message;
import java.util.Optional;

/** Who may come near a conversation: its assignee, and whoever sees every chat of the company. */
public final class ChatAccess {
  private ChatAccess() {}

  /**
   * @param found as looked for in the caller's company: another company's is missing, not forbidden
   */
  public static Conversation of(Caller caller, Optional<Conversation> found) {
    var conversation =
        found.orElseThrow(() -> new Missing("chat_not_found", "Chat not found").asException());
    if (!caller.seesAllChats() && !conversation.assignee().equals(Optional.of(caller.user()))) {
      throw new Forbidden("access_denied", "Access denied").asException();
    }
    return conversation;
  }

  /** The message, if it is one of this conversation. */
  static Message message(Conversation of, Optional<Message> found) {
    return found
        .filter(message -> message.conversation().equals(of.id()))
        .orElseThrow(() -> new Missing("message_not_found", "Message not found").asException());
  }
}
