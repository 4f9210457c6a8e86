package dev.switchboard.application.contact;

import dev.switchboard.application.Ids;
import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.contact.Contact;
import dev.switchboard.domain.contact.ContactId;
import dev.switchboard.domain.contact.ContactKey;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/** Held to {@link ContactsContract} like the real one. */
public final class InMemoryContacts implements Contacts {
  private final InMemoryTable<ContactKey, Contact> rows;
  private final Ids ids;

  public InMemoryContacts(InMemoryTransactions transactions, Ids ids) {
    this.rows = new InMemoryTable<>(transactions);
    this.ids = ids;
  }

  @Override
  public Ensured ensure(Collection<ContactKey> keys, Instant at) {
    var contacts = new HashMap<ContactKey, Contact>();
    var created = new HashSet<ContactKey>();
    for (var key : keys) {
      var known = rows.get(key);
      if (known.isEmpty()) {
        var id = new ContactId(ids.next());
        rows.put(key, new Contact(key, id, Optional.empty(), Optional.empty(), at));
        created.add(key);
      }
      contacts.put(key, rows.get(key).orElseThrow());
    }
    return new Ensured(contacts, created);
  }

  @Override
  public Map<ContactKey, Contact> known(Collection<ContactKey> keys) {
    var contacts = new HashMap<ContactKey, Contact>();
    keys.forEach(key -> rows.get(key).ifPresent(contact -> contacts.put(key, contact)));
    return contacts;
  }

  @Override
  public Optional<Contact> find(CompanyId company, ContactId id) {
    return rows.all().stream()
        .filter(contact -> contact.key().company().equals(company) && contact.id().equals(id))
        .findFirst();
  }

  @Override
  public void profile(
      CompanyId company,
      ContactId id,
      Optional<String> name,
      Optional<String> picture,
      Instant at) {
    find(company, id)
        .ifPresent(
            known ->
                rows.put(
                    known.key(),
                    new Contact(
                        known.key(),
                        id,
                        name.or(known::name),
                        picture.or(known::pictureUrl),
                        known.firstSeenAt())));
  }
}
