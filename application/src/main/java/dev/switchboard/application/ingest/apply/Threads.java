package dev.switchboard.application.ingest.apply;

import dev.switchboard.application.Ids;
import dev.switchboard.application.contact.Contacts;
import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.application.outbound.Outbox;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.contact.Contact;
import dev.switchboard.domain.contact.ContactKey;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.outbound.LaneKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds or begins the conversation of everybody a batch speaks of, all locked in one step; what
 * only happens to a thread, such as a receipt, begins none. The profile of whoever is new is
 * fetched later.
 */
final class Threads {
  private final Contacts contacts;
  private final Conversations conversations;
  private final Outbox outbox;
  private final Ids ids;

  Threads(Contacts contacts, Conversations conversations, Outbox outbox, Ids ids) {
    this.contacts = contacts;
    this.conversations = conversations;
    this.outbox = outbox;
    this.ids = ids;
  }

  void open(List<Routed> items, Batch batch) {
    var begun = keys(items, true);
    var others = keys(items, false);
    others.keySet().removeAll(begun.keySet());
    var found = new HashMap<ContactKey, Contact>();
    if (!others.isEmpty()) {
      found.putAll(contacts.known(others.keySet()));
    }
    if (!begun.isEmpty()) {
      var ensured = contacts.ensure(begun.keySet(), batch.now());
      found.putAll(ensured.contacts());
      fetchProfiles(ensured.created().stream().map(ensured.contacts()::get).toList(), batch);
    }
    others.putAll(begun);
    lock(found, others, batch);
  }

  private static Map<ContactKey, ChannelAccount> keys(List<Routed> items, boolean begins) {
    var keys = new LinkedHashMap<ContactKey, ChannelAccount>();
    items.stream()
        .filter(item -> item.begins() == begins)
        .forEach(item -> item.contact().ifPresent(key -> keys.put(key, item.account())));
    return keys;
  }

  private void lock(
      Map<ContactKey, Contact> found, Map<ContactKey, ChannelAccount> accounts, Batch batch) {
    if (found.isEmpty()) {
      return;
    }
    var candidates =
        found.values().stream()
            .map(contact -> candidate(contact, accounts.get(contact.key()), batch))
            .toList();
    var locked = conversations.beginOrLock(candidates).conversations();
    found.forEach(
        (key, contact) ->
            Optional.ofNullable(locked.get(contact.id()))
                .ifPresent(conversation -> batch.holds(key, conversation)));
  }

  private Conversation candidate(Contact contact, ChannelAccount account, Batch batch) {
    return Conversation.begin(
        account.company(),
        new ConversationId(ids.next()),
        account.id(),
        contact.id(),
        account.platform(),
        batch.now());
  }

  private void fetchProfiles(Collection<Contact> created, Batch batch) {
    if (created.isEmpty()) {
      return;
    }
    outbox.enqueue(
        created.stream()
            .map(
                contact ->
                    new Outbox.Task(
                        contact.key().company(),
                        LaneKind.PROFILE,
                        contact.id().value(),
                        ids.next(),
                        contact.id().value(),
                        0,
                        "",
                        batch.now()))
            .toList());
  }
}
