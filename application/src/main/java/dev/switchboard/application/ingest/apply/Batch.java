package dev.switchboard.application.ingest.apply;

import dev.switchboard.application.conversation.Messages.ExternalRef;
import dev.switchboard.application.stream.StreamEvent;
import dev.switchboard.domain.contact.ContactKey;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What one unit of work has read and decided so far: conversations as they were and as they will
 * be, messages that are stored, drafted and changed. Belongs to the thread of its unit of work.
 */
final class Batch {
  /** A message that is not stored yet, and where it came from. */
  record Draft(Routed from, Message message) {}

  private final Instant now;
  private final Map<ContactKey, ConversationId> threads = new HashMap<>();
  private final Map<ConversationId, Conversation> before = new HashMap<>();
  private final Map<ConversationId, Conversation> conversations = new LinkedHashMap<>();
  private final Map<ExternalRef, Message> stored = new HashMap<>();
  private final Map<ExternalRef, Draft> drafts = new LinkedHashMap<>();
  private final Map<MessageId, Message> changed = new LinkedHashMap<>();
  private final List<StreamEvent> told = new ArrayList<>();

  Batch(Instant now) {
    this.now = now;
  }

  Instant now() {
    return now;
  }

  void tell(List<StreamEvent> frames) {
    told.addAll(frames);
  }

  /** Everything the frontends are told, in order. */
  List<StreamEvent> told() {
    return told;
  }

  void holds(ContactKey contact, Conversation conversation) {
    threads.put(contact, conversation.id());
    before.put(conversation.id(), conversation);
    conversations.put(conversation.id(), conversation);
  }

  Optional<Conversation> conversation(Routed routed) {
    return routed.contact().map(threads::get).map(conversations::get);
  }

  Conversation conversation(ConversationId id) {
    return conversations.get(id);
  }

  Conversation before(ConversationId id) {
    return before.get(id);
  }

  void change(ConversationId id, UnaryOperator<Conversation> next) {
    conversations.computeIfPresent(id, (_, now) -> next.apply(now));
  }

  /** Those that differ from what was locked. */
  List<Conversation> changedConversations() {
    return conversations.values().stream().filter(c -> !c.equals(before.get(c.id()))).toList();
  }

  void knows(Map<ExternalRef, Message> messages) {
    stored.putAll(messages);
  }

  boolean has(ExternalRef ref) {
    return stored.containsKey(ref) || drafts.containsKey(ref);
  }

  void draft(ExternalRef ref, Draft draft) {
    drafts.put(ref, draft);
  }

  Map<ExternalRef, Draft> drafts() {
    return drafts;
  }

  /** As it will be; only of a conversation this unit of work holds. */
  Optional<Message> message(ExternalRef ref) {
    var draft = drafts.get(ref);
    if (draft != null) {
      return Optional.of(draft.message());
    }
    return Optional.ofNullable(stored.get(ref))
        .map(message -> changed.getOrDefault(message.id(), message))
        .filter(message -> conversations.containsKey(message.conversation()));
  }

  /** Changes a draft in place and remembers a stored message for the update. */
  void replace(ExternalRef ref, Message next) {
    if (drafts.containsKey(ref)) {
      drafts.computeIfPresent(ref, (_, draft) -> new Draft(draft.from(), next));
    } else {
      changed.put(next.id(), next);
    }
  }

  Collection<Message> changedMessages() {
    return changed.values();
  }

  /** The drafts that the storage took, in the order of time. */
  List<Draft> added(Set<MessageId> ids) {
    return drafts.values().stream().filter(d -> ids.contains(d.message().id())).toList();
  }
}
