package dev.switchboard.domain.message;

import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Reach;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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
        ? "[" + kind.name().toLowerCase(Locale.ROOT) + "]"
        : "[attachment]";
  }

  /** Sets or, with an empty {@code reaction}, removes what this actor put on the message. */
  public Message reacted(String actor, Optional<Reaction> reaction) {
    var next = new ArrayList<>(reactions.stream().filter(r -> !r.actor().equals(actor)).toList());
    reaction.ifPresent(next::add);
    return changed(draft -> draft.reactions = next);
  }

  /** The text was changed; the earlier text is kept as {@link EarlierTexts} says. */
  public Message edited(String text, int number, Instant at) {
    if (deletedAt.isPresent() || editNumber() >= number) {
      return this;
    }
    var nextMetadata = EarlierTexts.and(metadata, content, at);
    nextMetadata.put("num_edit", number);
    return changed(
        next -> {
          next.content = text;
          next.metadata = nextMetadata;
          next.editedAt = Optional.of(at);
        });
  }

  /** Taken back by its author: text, attachments and everything said with them are erased. */
  public Message unsent(Instant at) {
    if (deletedAt.isPresent()) {
      return this;
    }
    return changed(
        next -> {
          next.content = "";
          next.attachments = List.of();
          next.metadata = Map.of();
          next.deletedAt = Optional.of(at);
        });
  }

  public Message withStatus(MessageStatus next, Optional<MessageError> why) {
    return changed(
        draft -> {
          draft.status = next;
          draft.error = why;
        });
  }

  /**
   * Has gone out, and the customer has got this far already.
   *
   * @param leftAt when it left; what is older than what they have is with them too
   */
  public Message out(Reach reach, Instant leftAt) {
    var known =
        reach.read(leftAt)
            ? MessageStatus.READ
            : reach.delivered(leftAt) ? MessageStatus.DELIVERED : MessageStatus.SENT;
    return withStatus(status.advance(known), Optional.empty());
  }

  public Message withExternalId(String mid) {
    return changed(next -> next.externalId = Optional.of(mid));
  }

  private int editNumber() {
    return metadata.get("num_edit") instanceof Number number ? number.intValue() : 0;
  }

  private Message changed(Consumer<Draft> change) {
    var next = new Draft(this);
    change.accept(next);
    return new Message(
        company,
        id,
        conversation,
        channel,
        author,
        kind,
        next.content,
        next.attachments,
        next.metadata,
        next.reactions,
        next.externalId,
        clientId,
        replyTo,
        next.status,
        next.error,
        leadForm,
        next.editedAt,
        next.deletedAt,
        sentAt,
        createdAt);
  }

  /** What can change of a message, by name: twenty parts make positional copies unreadable. */
  private static final class Draft {
    private String content;
    private List<Attachment> attachments;
    private Map<String, Object> metadata;
    private List<Reaction> reactions;
    private Optional<String> externalId;
    private MessageStatus status;
    private Optional<MessageError> error;
    private Optional<Instant> editedAt;
    private Optional<Instant> deletedAt;

    Draft(Message from) {
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
  }
}
