package dev.switchboard.domain.message;

import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One message of a conversation. Immutable. Shown in the order of {@code (sentAt, id)}.
 *
 * @param externalId the platform's id (mid); unique for its channel account
 * @param clientId the sender's own id of it; unique for its author, so that a repeated send is one
 * @param replyTo the message it answers, where we have that one
 * @param metadata further facts as JSON values: quick reply, referral, story, sender, earlier texts
 * @param sentAt the platform's time for what came in, ours for what goes out
 * @param createdAt when we stored it
 */
public record Message(
    CompanyId company,
    MessageId id,
    ConversationId conversation,
    ChannelAccountId channel,
    Author author,
    MessageKind kind,
    String content,
    List<Attachment> attachments,
    Map<String, Object> metadata,
    List<Reaction> reactions,
    Optional<String> externalId,
    Optional<String> clientId,
    Optional<MessageId> replyTo,
    MessageStatus status,
    Optional<MessageError> error,
    boolean leadForm,
    Optional<Instant> editedAt,
    Optional<Instant> deletedAt,
    Instant sentAt,
    Instant createdAt) {

  public Message {
    attachments = List.copyOf(attachments);
    reactions = List.copyOf(reactions);
  }

  /** What a list shows of it. */
  public String preview() {
    if (deletedAt.isPresent()) {
      return "[message deleted]";
    }
    if (!content.isEmpty()) {
      return content;
    }
    return attachments.isEmpty()
        ? "[" + kind.name().toLowerCase(java.util.Locale.ROOT) + "]"
        : "[attachment]";
  }

  /** Sets or, with an empty {@code reaction}, removes what this actor put on the message. */
  public Message reacted(String actor, Optional<Reaction> reaction) {
    var next = new ArrayList<>(reactions.stream().filter(r -> !r.actor().equals(actor)).toList());
    reaction.ifPresent(next::add);
    return new Builder(this).reactions(next).build();
  }

  /** The text was changed; the earlier text is kept under {@code metadata.edits}. */
  public Message edited(String text, int number, Instant at) {
    if (deletedAt.isPresent() || editNumber() >= number) {
      return this;
    }
    var edits = new ArrayList<Object>();
    if (metadata.get("edits") instanceof List<?> earlier) {
      edits.addAll(earlier);
    }
    edits.add(Map.of("text", content, "replaced_at", at.toString()));
    var nextMetadata = new java.util.LinkedHashMap<>(metadata);
    nextMetadata.put("edits", List.copyOf(edits));
    nextMetadata.put("num_edit", number);
    return new Builder(this).content(text).metadata(nextMetadata).editedAt(at).build();
  }

  /** Taken back by its author: text, attachments and everything said with them are erased. */
  public Message unsent(Instant at) {
    return deletedAt.isPresent()
        ? this
        : new Builder(this)
            .content("")
            .attachments(List.of())
            .metadata(Map.of())
            .deletedAt(at)
            .build();
  }

  public Message withStatus(MessageStatus next, Optional<MessageError> why) {
    return new Builder(this).status(next).error(why).build();
  }

  public Message withExternalId(String mid) {
    return new Builder(this).externalId(mid).build();
  }

  private int editNumber() {
    return metadata.get("num_edit") instanceof Number number ? number.intValue() : 0;
  }

  /** Copies a message with some parts changed; twenty parts make positional copies unreadable. */
  private static final class Builder {
    private final Message from;
    private String content;
    private List<Attachment> attachments;
    private Map<String, Object> metadata;
    private List<Reaction> reactions;
    private Optional<String> externalId;
    private MessageStatus status;
    private Optional<MessageError> error;
    private Optional<Instant> editedAt;
    private Optional<Instant> deletedAt;

    Builder(Message from) {
      this.from = from;
      content = from.content;
      attachments = from.attachments;
      metadata = from.metadata;
      reactions = from.reactions;
      externalId = from.externalId;
      status = from.status;
      error = from.error;
      editedAt = from.editedAt;
      deletedAt = from.deletedAt;
    }

    Builder content(String next) {
      content = next;
      return this;
    }

    Builder attachments(List<Attachment> next) {
      attachments = next;
      return this;
    }

    Builder metadata(Map<String, Object> next) {
      metadata = next;
      return this;
    }

    Builder reactions(List<Reaction> next) {
      reactions = next;
      return this;
    }

    Builder externalId(String next) {
      externalId = Optional.of(next);
      return this;
    }

    Builder status(MessageStatus next) {
      status = next;
      return this;
    }

    Builder error(Optional<MessageError> next) {
      error = next;
      return this;
    }

    Builder editedAt(Instant at) {
      editedAt = Optional.of(at);
      return this;
    }

    Builder deletedAt(Instant at) {
      deletedAt = Optional.of(at);
      return this;
    }

    Message build() {
      return new Message(
          from.company,
          from.id,
          from.conversation,
          from.channel,
          from.author,
          from.kind,
          content,
          attachments,
          metadata,
          reactions,
          externalId,
          from.clientId,
          from.replyTo,
          status,
          error,
          from.leadForm,
          editedAt,
          deletedAt,
          from.sentAt,
          from.createdAt);
    }
  }
}
