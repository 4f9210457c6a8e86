package dev.switchboard.application.conversation;

import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.Unstorable;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.message.Attachment;
import dev.switchboard.domain.message.Author;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.MessageKind;
import dev.switchboard.domain.message.MessageStatus;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How what a user writes becomes a message. */
final class Answers {
  static final int MAX_LENGTH = 20_000;
  static final int MAX_ATTACHMENTS = 10;
  static final int MAX_URL = 8_192; // more than any signed address takes
  static final String ATTACHMENT_ONLY = "[attachment]";
  private static final Set<String> TYPES = Set.of("image", "audio", "video", "file");

  private Answers() {}

  /** Not blank and not endless. */
  static String text(String content) {
    if (content.isBlank()) {
      throw new Refused("message_empty", "Message content cannot be empty").asException();
    }
    return bounded(content);
  }

  /** Text, attachments or both. */
  static String text(String content, List<Attachment> attachments) {
    return attachments.isEmpty() ? text(content) : bounded(content.isBlank() ? "" : content);
  }

  private static String bounded(String content) {
    if (content.codePointCount(0, content.length()) > MAX_LENGTH) {
      throw Invalid.field("content", "too_long", "content has at most 20000 characters")
          .asException();
    }
    if (Unstorable.in(content)) {
      throw Invalid.field(
              "content", "control_character", "content has a character that cannot be stored")
          .asException();
    }
    return content;
  }

  static void check(List<Attachment> attachments) {
    if (attachments.size() > MAX_ATTACHMENTS) {
      throw Invalid.field("attachments", "too_many", "at most 10 attachments").asException();
    }
    for (var attachment : attachments) {
      if (!TYPES.contains(attachment.type())) {
        throw Invalid.field(
                "attachments", "type", "an attachment is an image, audio, video or file")
            .asException();
      }
      if (!(attachment.payload().get("url") instanceof String url
          && !Unstorable.in(url)
          && web(url))) {
        throw Invalid.field("attachments", "url", "an attachment needs an http(s) payload.url")
            .asException();
      }
      if (url.length() > MAX_URL) {
        throw Invalid.field("attachments", "too_long", "a url has at most 8192 characters")
            .asException();
      }
    }
  }

  private static boolean web(String url) {
    try {
      var uri = URI.create(url);
      return uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme());
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** A note is nothing that is sent: its status never moves. */
  static Message note(Conversation chat, Caller author, long id, String text, Instant now) {
    return message(
        chat,
        author,
        id,
        MessageKind.NOTE,
        text,
        List.of(),
        Map.of("sent_by", sentBy(author)),
        Optional.empty(),
        Optional.empty(),
        MessageStatus.RECEIVED,
        now);
  }

  static Message answer(
      ReplyToChat.Command command, Conversation chat, long id, Target to, Instant now) {
    var metadata = new LinkedHashMap<>(to.metadata());
    metadata.put("sent_by", sentBy(command.caller()));
    return message(
        chat,
        command.caller(),
        id,
        kind(command.attachments()),
        command.content().isBlank() ? ATTACHMENT_ONLY : command.content(),
        command.attachments(),
        metadata,
        command.clientId(),
        command.replyTo(),
        MessageStatus.QUEUED,
        now);
  }

  /** What a message answers: nothing, or another message, as the ancestors' frontends show it. */
  record Target(Optional<String> mid, Map<String, Object> metadata) {
    private static final int PREVIEW = 200;
    static final Target NONE = new Target(Optional.empty(), Map.of());

    static Target of(Message message) {
      var customer = message.author() instanceof Author.Customer;
      var facts = new LinkedHashMap<String, Object>();
      facts.put("reply_to", message.id().value());
      facts.put("reply_preview", preview(message.preview()));
      facts.put("reply_sender", customer ? "Customer" : "You");
      facts.put("reply_sender_type", customer ? "customer" : "agent");
      return new Target(message.externalId(), facts);
    }

    private static String preview(String text) {
      return text.codePointCount(0, text.length()) <= PREVIEW
          ? text
          : text.substring(0, text.offsetByCodePoints(0, PREVIEW - 3)) + "...";
    }
  }

  private static Map<String, Object> sentBy(Caller author) {
    return Map.of("id", author.user().value(), "name", author.name(), "email", author.email());
  }

  private static MessageKind kind(List<Attachment> attachments) {
    return attachments.isEmpty()
        ? MessageKind.TEXT
        : MessageKind.valueOf(attachments.getFirst().type().toUpperCase(Locale.ROOT));
  }

  private static Message message(
      Conversation chat,
      Caller author,
      long id,
      MessageKind kind,
      String content,
      List<Attachment> attachments,
      Map<String, Object> metadata,
      Optional<String> clientId,
      Optional<MessageId> replyTo,
      MessageStatus status,
      Instant now) {
    return new Message(
        chat.company(),
        new MessageId(id),
        chat.id(),
        chat.channel(),
        new Author.Agent(author.user()),
        kind,
        content,
        attachments,
        metadata,
        List.of(),
        Optional.empty(),
        clientId,
        replyTo,
        status,
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        now,
        now);
  }
}
