package dev.switchboard.web.direct;

import dev.switchboard.application.account.Caller;
import dev.switchboard.application.direct.SendDirectMessage;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.direct.ClientMessageId;
import dev.switchboard.domain.direct.DirectMessageId;
import dev.switchboard.domain.direct.DirectText;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.web.Fields;
import java.util.Optional;

/** A message to be sent; {@code conversationId} may be left out. */
record MessageBody(
    Long recipientId, String content, String conversationId, Long parentId, String clientMsgId) {

  SendDirectMessage.Command toCommand(Caller caller) {
    var fields = new Fields();
    var to = fields.read(() -> recipient().orElseThrow(() -> missing("recipient_id")));
    fields.read(this::text);
    fields.requireRight();
    return toCommand(
        caller, to, Optional.ofNullable(conversationId).filter(name -> !name.isEmpty()));
  }

  /** For a path that says which conversation it is. */
  SendDirectMessage.Command toCommand(Caller caller, UserId recipient) {
    return toCommand(caller, recipient, Optional.empty());
  }

  private SendDirectMessage.Command toCommand(
      Caller caller, UserId recipient, Optional<String> conversation) {
    return new SendDirectMessage.Command(
        caller,
        recipient,
        conversation,
        text(),
        Optional.ofNullable(parentId).map(DirectMessageId::new),
        Optional.ofNullable(clientMsgId).map(ClientMessageId::new));
  }

  Optional<UserId> recipient() {
    return Optional.ofNullable(recipientId).map(UserId::new);
  }

  /** May be empty, but not absent. */
  private DirectText text() {
    if (content == null) {
      throw missing("content");
    }
    return new DirectText(content);
  }

  private static RuntimeException missing(String field) {
    return Invalid.field(field, "missing", field + " is required").asException();
  }
}
