package dev.switchboard.application.conversation;

import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.MessageStatus;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every message. Writes need a running unit of work that holds the conversation locked. Behaviour
 * is fixed by {@code MessagesContract}.
 */
public interface Messages {
  /** A message as the platform names it. */
  record ExternalRef(CompanyId company, ChannelAccountId channel, String externalId) {}

  /**
   * Adds those that are not there yet, by external id within the channel account and by client id
   * within the author, and says which it added. Of two equal ones in a call the first is added.
   */
  Set<MessageId> add(Collection<Message> messages);

  Optional<Message> find(CompanyId company, MessageId id);

  /** In the order of their ids; unknown ones are left out. */
  List<Message> all(CompanyId company, Collection<MessageId> ids);

  /** The message that this user sent under this client id. */
  Optional<Message> byClientId(CompanyId company, UserId author, String clientId);

  /** Also finds an answer of ours by the mid of any of its parts. */
  Map<ExternalRef, Message> byExternalIds(Collection<ExternalRef> refs);

  void update(Collection<Message> messages);

  /**
   * What a customer has of a conversation.
   *
   * @param delivered everything sent until then
   * @param read everything sent until then
   */
  record Receipt(
      CompanyId company,
      ConversationId conversation,
      Optional<Instant> delivered,
      Optional<Instant> read) {}

  /**
   * Moves our messages forward where a receipt is forward, and returns those that moved as they are
   * now. Only those that certainly left: a watermark proves nothing about what is queued, under way
   * or failed.
   *
   * @param receipts one at most for each conversation
   */
  List<Message> advance(Collection<Receipt> receipts);

  /**
   * Messages of the customer that somebody has not seen who was shown these: those that stand after
   * the first of them, in the order of {@code (sentAt, id)}, and are none of them. One that comes
   * late stands among earlier ones.
   *
   * @param shown what is not there, or of another conversation, counts for nothing; where none is
   *     left the count is 0
   */
  int countUnseen(CompanyId company, ConversationId conversation, Set<MessageId> shown);

  /** Removes a message that turned out to be another one's echo. */
  void remove(CompanyId company, MessageId id);

  /** What {@link #advance} moves to {@code status}. */
  static Set<MessageStatus> behind(MessageStatus status) {
    return Stream.of(MessageStatus.SENT, MessageStatus.DELIVERED)
        .filter(now -> now.advance(status) != now)
        .collect(Collectors.toUnmodifiableSet());
  }
}
