package dev.switchboard.persistence.contact;

import dev.switchboard.application.Ids;
import dev.switchboard.application.contact.Contacts;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.contact.Contact;
import dev.switchboard.domain.contact.ContactId;
import dev.switchboard.domain.contact.ContactKey;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.RowKey;
import dev.switchboard.persistence.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Contacts in PostgreSQL. Those of incoming messages take one to three native statements for any
 * number of keys; a single one is a row.
 */
public final class PostgresContacts implements Contacts {
  /** One order for everybody, so that two callers never wait for each other in a circle. */
  private static final Comparator<ContactKey> ORDER =
      Comparator.comparing(ContactKey::company)
          .thenComparing(ContactKey::channel)
          .thenComparing(ContactKey::externalId);

  // a look for each: a plan made on an empty table would join with all of a company's
  static final String BY_KEYS =
      "select c.* from unnest(?::bigint[], ?::bigint[], ?::text[])"
          + " w (company_id, channel_account_id, external_id)"
          + " cross join lateral (select "
          + ContactRow.COLUMNS
          + " from contact c where c.company_id = w.company_id"
          + " and c.channel_account_id = w.channel_account_id"
          + " and c.external_id = w.external_id limit 1) c";

  private final Database database;
  private final Ids ids;

  public PostgresContacts(Database database, Ids ids) {
    this.database = database;
    this.ids = ids;
  }

  @Override
  public Ensured ensure(Collection<ContactKey> keys, Instant at) {
    return database.write(
        companiesOf(keys), connection -> ensure(connection, new HashSet<>(keys), at));
  }

  private Ensured ensure(Connection connection, HashSet<ContactKey> keys, Instant at)
      throws SQLException {
    var contacts = new HashMap<ContactKey, Contact>();
    load(connection, keys, contacts);
    keys.removeAll(contacts.keySet());
    var created = insert(connection, keys, at);
    contacts.putAll(created);
    keys.removeAll(created.keySet());
    load(connection, keys, contacts); // those another caller has just created
    return new Ensured(contacts, new HashSet<>(created.keySet()));
  }

  private static void load(
      Connection connection, Collection<ContactKey> keys, Map<ContactKey, Contact> into)
      throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    var wanted = List.copyOf(keys);
    Sql.list(
            connection,
            BY_KEYS,
            row -> ContactRow.of(row).toDomain(),
            companies(wanted),
            channels(wanted),
            externals(wanted))
        .forEach(contact -> into.put(contact.key(), contact));
  }

  private Map<ContactKey, Contact> insert(
      Connection connection, Collection<ContactKey> keys, Instant at) throws SQLException {
    var created = new HashMap<ContactKey, Contact>();
    if (keys.isEmpty()) {
      return created;
    }
    var fresh = keys.stream().sorted(ORDER).toList();
    Sql.list(
            connection,
            """
            insert into contact as c
              (company_id, id, channel_account_id, external_id, first_seen_at)
            select w.company_id, w.id, w.channel_account_id, w.external_id, ?
            from unnest(?, ?, ?, ?) with ordinality
              w (company_id, channel_account_id, external_id, id, n)
            order by w.n
            on conflict (company_id, channel_account_id, external_id) do nothing
            returning
            """
                + ContactRow.COLUMNS,
            row -> ContactRow.of(row).toDomain(),
            at,
            companies(fresh),
            channels(fresh),
            externals(fresh),
            fresh.stream().map(_ -> ids.next()).toArray(Long[]::new))
        .forEach(contact -> created.put(contact.key(), contact));
    return created;
  }

  @Override
  public Map<ContactKey, Contact> known(Collection<ContactKey> keys) {
    var contacts = new HashMap<ContactKey, Contact>();
    return database.read(
        companiesOf(keys),
        connection -> {
          load(connection, keys, contacts);
          return contacts;
        });
  }

  @Override
  public Optional<Contact> find(CompanyId company, ContactId id) {
    var key = RowKey.of(company, id.value());
    return Optional.ofNullable(
            database.readSession(company, session -> session.get(ContactRow.class, key)))
        .map(ContactRow::toDomain);
  }

  @Override
  public void profile(
      CompanyId company,
      ContactId id,
      Optional<String> name,
      Optional<String> picture,
      Instant at) {
    database
        .session(company)
        .createMutationQuery(
            "update ContactRow c set c.name = coalesce(:name, c.name),"
                + " c.pictureUrl = coalesce(:picture, c.pictureUrl), c.profileFetchedAt = :at"
                + " where c.key = :key")
        .setParameter("name", name.orElse(null))
        .setParameter("picture", picture.orElse(null))
        .setParameter("at", at)
        .setParameter("key", RowKey.of(company, id.value()))
        .executeUpdate();
  }

  private static List<CompanyId> companiesOf(Collection<ContactKey> keys) {
    return keys.stream().map(ContactKey::company).toList();
  }

  private static Long[] companies(List<ContactKey> keys) {
    return keys.stream().map(key -> key.company().value()).toArray(Long[]::new);
  }

  private static Long[] channels(List<ContactKey> keys) {
    return keys.stream().map(key -> key.channel().value()).toArray(Long[]::new);
  }

  private static String[] externals(List<ContactKey> keys) {
    return keys.stream().map(ContactKey::externalId).toArray(String[]::new);
  }
}
