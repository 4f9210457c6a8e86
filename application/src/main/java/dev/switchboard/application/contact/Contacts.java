package dev.switchboard.application.contact;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.contact.Contact;
import dev.switchboard.domain.contact.ContactId;
import dev.switchboard.domain.contact.ContactKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every customer. Behaviour is fixed by {@code ContactsContract}. */
public interface Contacts {
  /**
   * @param created the keys that were not there before this call
   */
  record Ensured(Map<ContactKey, Contact> contacts, Set<ContactKey> created) {}

  /** Finds or creates them all; two callers at once get the same contact. In a unit of work. */
  Ensured ensure(Collection<ContactKey> keys, Instant at);

  /** Those that exist; creates none. */
  Map<ContactKey, Contact> known(Collection<ContactKey> keys);

  Optional<Contact> find(CompanyId company, ContactId id);

  /** What a profile fetch brought; absent parts keep what is known. In a unit of work. */
  void profile(
      CompanyId company, ContactId id, Optional<String> name, Optional<String> picture, Instant at);
}
