package dev.switchboard.application.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.Transactions;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.contact.Contact;
import dev.switchboard.domain.contact.ContactKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Contacts} must do. */
public interface ContactsContract {
  Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  Contacts contacts();

  Transactions transactions();

  /** A connected page of a company of its own. */
  ChannelAccount newPage();

  @Test
  default void createsWhoIsNew() {
    var key = key(newPage(), "psid-1");

    var ensured = ensure(List.of(key));

    var contact = ensured.contacts().get(key);
    assertThat(ensured.created()).containsExactly(key);
    assertThat(contact)
        .isEqualTo(new Contact(key, contact.id(), Optional.empty(), Optional.empty(), NOON));
    assertThat(contacts().find(key.company(), contact.id())).contains(contact);
  }

  @Test
  default void lookingForSomebodyCreatesNobody() {
    var page = newPage();
    var known = key(page, "known");
    var contact = ensure(List.of(known)).contacts().get(known);

    assertThat(contacts().known(List.of(known, key(page, "unknown"))))
        .containsOnly(Map.entry(known, contact));
    assertThat(contacts().known(List.of())).isEmpty();
  }

  @Test
  default void findsWhoIsKnown() {
    var page = newPage();
    var known = key(page, "known");
    var first = ensure(List.of(known)).contacts().get(known);
    var fresh = key(page, "fresh");

    var ensured = ensure(List.of(fresh, known, known));

    assertThat(ensured.contacts()).containsEntry(known, first).containsOnlyKeys(known, fresh);
    assertThat(ensured.created()).containsExactly(fresh);
    assertThat(ensure(List.of()).contacts()).isEmpty();
  }

  @Test
  default void onePersonOnTwoPagesIsTwoContacts() {
    var here = key(newPage(), "same");
    var there = key(newPage(), "same");

    var ensured = ensure(List.of(here, there));

    assertThat(ensured.contacts().get(here).id()).isNotEqualTo(ensured.contacts().get(there).id());
  }

  @Test
  default void manyAtOnceGetTheSameContacts() throws Exception {
    var page = newPage();
    var keys = IntStream.range(0, 50).mapToObj(i -> key(page, "crowd-" + i)).toList();
    List<Callable<Contacts.Ensured>> callers =
        IntStream.range(0, 8)
            .<Callable<Contacts.Ensured>>mapToObj(
                seed ->
                    () -> {
                      var shuffled = new ArrayList<>(keys);
                      Collections.shuffle(shuffled, new Random(seed));
                      return ensure(shuffled);
                    })
            .toList();

    try (var threads = Executors.newFixedThreadPool(8)) {
      var answers = new HashSet<>();
      var created = new ArrayList<ContactKey>();
      for (var answer : threads.invokeAll(callers)) {
        answers.add(answer.get().contacts());
        created.addAll(answer.get().created());
      }
      assertThat(answers).hasSize(1);
      assertThat(created).containsExactlyInAnyOrderElementsOf(keys);
    }
  }

  @Test
  default void aProfileKeepsWhatItDoesNotBring() {
    var key = key(newPage(), "profile");
    var id = ensure(List.of(key)).contacts().get(key).id();

    profile(key, Optional.of("Ada Lovelace"), Optional.empty());
    profile(key, Optional.empty(), Optional.of("https://pictures.example/ada"));

    assertThat(contacts().find(key.company(), id))
        .contains(
            new Contact(
                key,
                id,
                Optional.of("Ada Lovelace"),
                Optional.of("https://pictures.example/ada"),
                NOON));
    assertThat(ensure(List.of(key)).contacts().get(key).name()).contains("Ada Lovelace");
  }

  @Test
  default void anotherCompanyFindsNobody() {
    var key = key(newPage(), "hidden");
    var id = ensure(List.of(key)).contacts().get(key).id();

    assertThat(contacts().find(newPage().company(), id)).isEmpty();
  }

  private void profile(ContactKey key, Optional<String> name, Optional<String> picture) {
    var id = ensure(Set.of(key)).contacts().get(key).id();
    transactions().inTransaction(() -> contacts().profile(key.company(), id, name, picture, NOON));
  }

  private Contacts.Ensured ensure(Collection<ContactKey> keys) {
    return transactions().inTransaction(() -> contacts().ensure(keys, NOON));
  }

  private static ContactKey key(ChannelAccount page, String externalId) {
    return new ContactKey(page.company(), page.id(), externalId);
  }
}
