package dev.switchboard.application.conversation;

import dev.switchboard.application.Ids;
import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.assignment.Position;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.contact.ContactId;
import dev.switchboard.domain.conversation.Assignment;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Attachment;
import dev.switchboard.domain.message.Author;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.MessageKind;
import dev.switchboard.domain.message.MessageStatus;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Conversations, messages and agents for tests. */
public final class AConversation {
  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private AConversation() {}

  public static Conversation of(
      CompanyId company, long id, ChannelAccountId channel, ContactId contact, Instant at) {
    return Conversation.begin(
        company, new ConversationId(id), channel, contact, Platform.FACEBOOK, at);
  }

  /** With a new contact of a new channel account, not stored yet. */
  public static Conversation in(World world, CompanyId company, Ids ids, Instant at) {
    var channel = world.channel(company);
    return of(company, ids.next(), channel, world.contact(company, channel, "Ada"), at);
  }

  /** Taken from who left, as {@link Conversations#releaseResolved} does. */
  static Conversation released(Conversation resolved, Instant now) {
    return new Conversation(
        resolved.company(),
        resolved.id(),
        resolved.channel(),
        resolved.contact(),
        resolved.platform(),
        resolved.lifecycle(),
        Assignment.NONE,
        resolved.unread(),
        resolved.activity(),
        resolved.priority(),
        resolved.tags(),
        resolved.revision(),
        resolved.createdAt(),
        now);
  }

  public static Message received(Conversation in, long id, String text, Instant at) {
    return message(
        in, id, Author.CUSTOMER, text, MessageStatus.RECEIVED, at, Optional.of("m" + id));
  }

  public static Message with(Message message, Attachment attachment, Map<String, Object> metadata) {
    return new Message(
        message.company(),
        message.id(),
        message.conversation(),
        message.channel(),
        message.author(),
        message.kind(),
        message.content(),
        List.of(attachment),
        metadata,
        message.reactions(),
        message.externalId(),
        message.clientId(),
        message.replyTo(),
        message.status(),
        message.error(),
        message.leadForm(),
        message.editedAt(),
        message.deletedAt(),
        message.sentAt(),
        message.createdAt());
  }

  public static Message sent(
      Conversation in, long id, UserId agent, MessageStatus status, Instant at) {
    return message(in, id, new Author.Agent(agent), "answer " + id, status, at, Optional.empty());
  }

  public static Message message(
      Conversation in,
      long id,
      Author author,
      String text,
      MessageStatus status,
      Instant at,
      Optional<String> mid) {
    return new Message(
        in.company(),
        new MessageId(id),
        in.id(),
        in.channel(),
        author,
        MessageKind.TEXT,
        text,
        List.of(),
        Map.of(),
        List.of(),
        mid,
        Optional.empty(),
        Optional.empty(),
        status,
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        at,
        at);
  }

  /** Active, takes new chats, no limit. */
  public static Candidate agent(long id, Instant createdAt) {
    return new Candidate(
        new Position(createdAt, new UserId(id)), "agent " + id, true, true, 0, OptionalInt.empty());
  }

  public static Candidate withCapacity(Candidate agent, int capacity) {
    return new Candidate(agent.position(), agent.name(), true, true, 0, OptionalInt.of(capacity));
  }

  public static Candidate inactive(Candidate agent) {
    return new Candidate(
        agent.position(), agent.name(), false, agent.acceptsNewChats(), 0, agent.capacity());
  }

  public static Candidate paused(Candidate agent) {
    return new Candidate(
        agent.position(), agent.name(), agent.active(), false, 0, agent.capacity());
  }
}
