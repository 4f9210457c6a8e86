package dev.switchboard.application.conversation;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Json;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.conversation.Answers.Target;
import dev.switchboard.application.outbound.Outbox;
import dev.switchboard.application.outbound.SendPart;
import dev.switchboard.application.stream.Frames;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.Rejection.Conflict;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Attachment;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.outbound.LaneKind;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: an agent answers a customer. The answer is stored and queued in one unit of work and
 * sent later, so that neither a slow nor an absent platform holds the agent up. Repeating a client
 * id with the same words gives the first answer again.
 */
public final class ReplyToChat {
  private static final Logger LOG = LoggerFactory.getLogger(ReplyToChat.class);

  /**
   * @param content may be blank where there are attachments
   */
  public record Command(
      Caller caller,
      ConversationId chat,
      String content,
      List<Attachment> attachments,
      Optional<MessageId> replyTo,
      Optional<String> clientId) {
    public Command {
      attachments = List.copyOf(attachments);
    }
  }

  private final Transactions transactions;
  private final Rights rights;
  private final Conversations conversations;
  private final Messages messages;
  private final SendPermit permit;
  private final Outbox outbox;
  private final Streams streams;
  private final Json json;
  private final Ids ids;
  private final Clock clock;

  public ReplyToChat(
      Transactions transactions,
      Rights rights,
      Conversations conversations,
      Messages messages,
      SendPermit permit,
      Outbox outbox,
      Streams streams,
      Json json,
      Ids ids,
      Clock clock) {
    this.transactions = transactions;
    this.rights = rights;
    this.conversations = conversations;
    this.messages = messages;
    this.permit = permit;
    this.outbox = outbox;
    this.streams = streams;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  public Message handle(Command command) {
    Answers.check(command.attachments());
    Answers.text(command.content(), command.attachments());
    var answer = transactions.inTransaction(() -> reply(command));
    LOG.debug(
        "message {} of user {} in chat {} accepted",
        answer.id(),
        command.caller().user(),
        command.chat());
    return answer;
  }

  private Message reply(Command command) {
    var caller = rights.hold(command.caller());
    var company = caller.company();
    var chat = ChatAccess.of(caller, conversations.lock(company, command.chat()));
    var known =
        command.clientId().flatMap(id -> messages.byClientId(company, command.caller().user(), id));
    return known.isPresent() ? same(command, known.get()) : send(command, chat);
  }

  private Message send(Command command, Conversation chat) {
    var now = clock.instant();
    permit.require(chat, now);
    var target = command.replyTo().map(id -> target(chat, id)).orElse(Target.NONE);
    var at = chat.activity().afterOutgoing(now);
    var answer = Answers.answer(command, chat, ids.next(), target, at);
    if (messages.add(List.of(answer)).isEmpty()) {
      throw reused(); // the same client id at the same moment, in another chat
    }
    var after = chat.answered(answer.preview(), at, now);
    conversations.update(List.of(after));
    outbox.enqueue(tasks(command, chat, answer, target, now));
    streams.append(
        List.of(
            Frames.newMessage(after, answer, Long.toString(command.caller().user().value())),
            Frames.chatUpdated(after)));
    return answer;
  }

  private Target target(Conversation chat, MessageId id) {
    return messages
        .find(chat.company(), id)
        .filter(message -> message.conversation().equals(chat.id()))
        .map(Target::of)
        .orElseThrow(
            () -> new Missing("reply_target_not_found", "Reply target not found").asException());
  }

  private List<Outbox.Task> tasks(
      Command command, Conversation chat, Message answer, Target target, Instant now) {
    var text = command.content().isBlank() ? "" : command.content();
    var tasks = new ArrayList<Outbox.Task>();
    for (var part : SendPart.of(chat.platform(), text, command.attachments(), target.mid())) {
      tasks.add(
          new Outbox.Task(
              chat.company(),
              LaneKind.SEND,
              chat.id().value(),
              ids.next(),
              answer.id().value(),
              tasks.size(),
              json.write(part),
              now));
    }
    return tasks;
  }

  private static Message same(Command command, Message known) {
    var content = command.content().isBlank() ? Answers.ATTACHMENT_ONLY : command.content();
    if (known.conversation().equals(command.chat())
        && known.content().equals(content)
        && known.attachments().equals(command.attachments())
        && known.replyTo().equals(command.replyTo())) {
      return known;
    }
    throw reused();
  }

  private static RuntimeException reused() {
    return new Conflict("client_msg_id_reused", "This client_msg_id was used for another message")
        .asException();
  }
}
