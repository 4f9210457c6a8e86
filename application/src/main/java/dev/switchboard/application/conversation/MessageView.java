package dev.switchboard.application.conversation;

import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.message.Attachment;
import dev.switchboard.domain.message.Author;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Reaction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A message as frontends see it, over HTTP and in frames. Absent things are null in the JSON.
 *
 * @param sender {@code AGENT}, {@code INSTAGRAM_USER}, {@code FACEBOOK_USER}, … or, for what was
 *     written elsewhere on the company's side, {@code INSTAGRAM_PAGE}, {@code FACEBOOK_PAGE}, …
 * @param isTicklegram sent by this system; the ancestors' name
 * @param sentBy {@code {id, name, email}} of the user who wrote it
 */
public record MessageView(
    long id,
    long chatId,
    String sender,
    String content,
    String messageType,
    String platform,
    Instant timestamp,
    boolean isTicklegram,
    boolean isLeadFormMessage,
    List<Attachment> attachments,
    Map<String, Object> metadata,
    Map<String, Object> sentBy,
    List<Reaction> reactions,
    Long replyToMessageId,
    String status,
    String externalId,
    String clientMsgId,
    Problem error,
    Instant editedAt,
    Instant deletedAt,
    Instant createdAt) {

  /** Why it did not go out. */
  public record Problem(String code, String detail) {}

  public static MessageView of(Message message, Platform platform) {
    return new MessageView(
        message.id().value(),
        message.conversation().value(),
        sender(message.author(), platform),
        message.content(),
        message.kind().name().toLowerCase(Locale.ROOT),
        platform.name(),
        message.sentAt(),
        message.author() instanceof Author.Agent,
        message.leadForm(),
        message.attachments(),
        message.metadata(),
        sentBy(message.metadata()),
        message.reactions(),
        message.replyTo().map(MessageId::value).orElse(null),
        message.status().name().toLowerCase(Locale.ROOT),
        message.externalId().orElse(null),
        message.clientId().orElse(null),
        message.error().map(e -> new Problem(e.code(), e.detail())).orElse(null),
        message.editedAt().orElse(null),
        message.deletedAt().orElse(null),
        message.createdAt());
  }

  private static String sender(Author author, Platform platform) {
    return switch (author) {
      case Author.Agent _ -> "AGENT";
      case Author.Customer _ -> platform + "_USER";
      case Author.Page _ -> platform + "_PAGE";
    };
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> sentBy(Map<String, Object> metadata) {
    return metadata.get("sent_by") instanceof Map<?, ?> who ? (Map<String, Object>) who : null;
  }
}
