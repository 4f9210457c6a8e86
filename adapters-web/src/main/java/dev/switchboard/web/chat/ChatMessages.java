package dev.switchboard.web.chat;

import dev.switchboard.application.conversation.AddNote;
import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.application.conversation.MessageView;
import dev.switchboard.application.conversation.ReplyToChat;
import dev.switchboard.application.conversation.RetryMessage;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.direct.ClientMessageId;
import dev.switchboard.domain.message.Attachment;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.web.Access;
import dev.switchboard.web.Idempotent;
import dev.switchboard.web.Mounts;
import dev.switchboard.web.Requests;
import dev.switchboard.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writing in a chat: answers, notes, and sending once more. */
public final class ChatMessages implements Routes {
  record AttachmentBody(String type, Map<String, Object> payload) {
    Attachment attachment() {
      var named = type == null ? "" : type.toLowerCase(Locale.ROOT);
      var url = payload == null ? null : payload.get("url");
      return new Attachment(named, url instanceof String text ? Map.of("url", text) : Map.of());
    }
  }

  record ReplyBody(
      String content,
      List<AttachmentBody> attachments,
      Long replyToMessageId,
      String clientMsgId) {}

  record NoteBody(String content, String text) {}

  private final ReplyToChat reply;
  private final AddNote note;
  private final RetryMessage retry;
  private final Conversations conversations;

  public ChatMessages(
      ReplyToChat reply, AddNote note, RetryMessage retry, Conversations conversations) {
    this.reply = reply;
    this.note = note;
    this.retry = retry;
    this.conversations = conversations;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    var access = Access.anyOf(Permission.CHAT_MESSAGE);
    var once = Idempotent.BY_KEY;
    Mounts.CHATS.each("/{id}/message", path -> routes.post(path, this::reply, access, once));
    Mounts.CHATS.each("/{id}/messages", path -> routes.post(path, this::reply, access, once));
    Mounts.CHATS.each("/{id}/notes", path -> routes.post(path, this::note, access, once));
    Mounts.CHATS.each("/{id}/messages/{mid}/retry", path -> routes.post(path, this::retry, access));
  }

  private void reply(Context context) {
    var body = Requests.body(context, ReplyBody.class);
    var message =
        reply.handle(
            new ReplyToChat.Command(
                Requests.caller(context),
                id(context),
                body.content() == null ? "" : body.content(),
                attachments(body.attachments()),
                Optional.ofNullable(body.replyToMessageId()).map(MessageId::new),
                clientId(body.clientMsgId())));
    created(context, message);
  }

  private static List<Attachment> attachments(List<AttachmentBody> bodies) {
    if (bodies == null) {
      return List.of();
    }
    if (bodies.stream().anyMatch(body -> body == null)) {
      throw Invalid.field("attachments", "invalid", "an attachment is an object").asException();
    }
    return bodies.stream().map(AttachmentBody::attachment).toList();
  }

  private static Optional<String> clientId(String given) {
    return Optional.ofNullable(given).map(ClientMessageId::new).map(ClientMessageId::value);
  }

  private void note(Context context) {
    var body = Requests.body(context, NoteBody.class);
    var text = body.content() == null ? body.text() : body.content();
    created(
        context,
        note.handle(
            new AddNote.Command(Requests.caller(context), id(context), text == null ? "" : text)));
  }

  private void retry(Context context) {
    var message = new MessageId(Requests.id(context, "mid"));
    context.json(
        view(
            retry.handle(
                new RetryMessage.Command(Requests.caller(context), id(context), message))));
  }

  private void created(Context context, Message message) {
    context
        .status(HttpStatus.CREATED)
        .header("Location", "/api/chats/" + message.conversation() + "/messages")
        .json(view(message));
  }

  private MessageView view(Message message) {
    var chat = conversations.find(message.company(), message.conversation()).orElseThrow();
    return MessageView.of(message, chat.platform());
  }

  private static ConversationId id(Context context) {
    return new ConversationId(Requests.id(context, "id"));
  }
}
