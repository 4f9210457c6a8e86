package dev.switchboard.persistence.conversation;

import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.contact.ContactId;
import dev.switchboard.domain.conversation.Assignment;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Columns;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Conversations in PostgreSQL; one statement for each step, however many conversations. */
public final class PostgresConversations implements Conversations {
  private static final Comparator<Conversation> OLDEST_FIRST =
      Comparator.comparing(Conversation::createdAt).thenComparing(Conversation::id);
  private static final Comparator<Conversation> LONGEST_WAITING =
      Comparator.comparing(PostgresConversations::waitingSince).thenComparing(Conversation::id);
  static final int RELEASED_AT_ONCE = 5_000; // takes about a second
  private static final String SELECT = "select " + ConversationColumns.NAMES + " from conversation";

  // in the order of the contacts: two inserts of the same ones wait for each other, not both
  private static final String BEGIN =
      "insert into conversation ("
          + ConversationColumns.NAMES
          + ") select "
          + ConversationColumns.NAMES.replace("tags", "tags::text[]")
          + " from "
          + ConversationColumns.UNNEST
          + " order by company_id, contact_id on conflict do nothing"
          + " returning id";

  private static final String OF_CONTACTS =
      " where (company_id, contact_id) in (select * from unnest(?::bigint[], ?::bigint[]))";

  static final String LOCK_OF_CONTACTS = SELECT + OF_CONTACTS + " order by id for update";

  // some of them and not all must not be held while others are begun: that would be a second order
  static final String LOCK_ALL_OR_NONE =
      SELECT
          + OF_CONTACTS
          + " and (select count(*) from conversation"
          + OF_CONTACTS
          + ") = ? order by id for update";

  // the outer conditions are checked again on each row once its lock is held
  private static final String LOCK_BACKLOG =
      SELECT
          + " where company_id = ? and waiting_since is not null and state = 'open' and id in"
          + " (select id from conversation where company_id = ? and waiting_since is not null"
          + " and state = 'open' order by waiting_since, id limit ?) order by id for update";

  private static final String WITH_BACKLOG =
      "select distinct company_id from conversation where waiting_since is not null"
          + " and state = 'open'";

  // locked in the order of everybody who locks several; those released before have smaller ids, and
  // are not walked over again
  private static final String RELEASE_RESOLVED =
      "with released as (select company_id, id from conversation"
          + " where company_id = ? and assignee_id = ? and state = 'resolved' and id > ?"
          + " order by id limit ? for update)"
          + " update conversation c set assignee_id = null, assigned_at = null,"
          + " revision = revision + 1, updated_at = ?"
          + " from released r where c.company_id = r.company_id and c.id = r.id returning c.id";

  private static final String LOCK_ASSIGNED =
      SELECT
          + " where company_id = ? and assignee_id = ? and "
          + States.UNRESOLVED
          + " order by id for update";

  private static final String LOCK_SNOOZED =
      SELECT
          + " where state = 'snoozed' and snoozed_until <= ? order by snoozed_until limit ?"
          + " for update skip locked";

  static final String UPDATE =
      "update conversation c set state = x.state, snoozed_until = x.snoozed_until,"
          + " assignee_id = x.assignee_id, assigned_at = x.assigned_at, waiting_since = x.waiting_since,"
          + " unread_count = x.unread_count, last_message = x.last_message,"
          + " last_message_at = x.last_message_at, last_activity_at = x.last_activity_at,"
          + " last_incoming_at = x.last_incoming_at, last_outgoing_at = x.last_outgoing_at,"
          + " window_opened_at = x.window_opened_at, priority = x.priority,"
          + " tags = x.tags::text[], revision = x.revision, updated_at = x.updated_at from "
          + ConversationColumns.UNNEST
          + " where c.company_id = x.company_id and c.id = x.id";

  private final Database database;

  public PostgresConversations(Database database) {
    this.database = database;
  }

  @Override
  public Begun beginOrLock(Collection<Conversation> candidates) {
    if (candidates.isEmpty()) {
      return new Begun(Map.of(), Set.of());
    }
    var rows = Columns.of(candidates);
    var companies = rows.longs(c -> c.company().value());
    var contacts = rows.longs(c -> c.contact().value());
    return database.write(
        rows.companies(Conversation::company),
        connection -> {
          var known =
              Sql.list(
                  connection,
                  LOCK_ALL_OR_NONE,
                  ConversationColumns::read,
                  companies,
                  contacts,
                  companies,
                  contacts,
                  contacts.length);
          if (!known.isEmpty()) { // so it is nearly always, and to insert nothing is not cheap
            return new Begun(byContact(known), Set.of());
          }
          var created =
              Sql.list(
                  connection,
                  BEGIN,
                  row -> new ConversationId(row.getLong(1)),
                  ConversationColumns.arrays(candidates));
          var locked =
              Sql.list(
                  connection, LOCK_OF_CONTACTS, ConversationColumns::read, companies, contacts);
          return new Begun(byContact(locked), new HashSet<>(created));
        });
  }

  private static Map<ContactId, Conversation> byContact(List<Conversation> conversations) {
    return conversations.stream()
        .collect(Collectors.toMap(Conversation::contact, Function.identity()));
  }

  @Override
  public Optional<Conversation> find(CompanyId company, ConversationId id) {
    return database.read(
        company,
        connection ->
            Sql.one(
                connection,
                SELECT + " where company_id = ? and id = ?",
                ConversationColumns::read,
                company.value(),
                id.value()));
  }

  @Override
  public Optional<Conversation> lock(CompanyId company, ConversationId id) {
    return database.write(
        company,
        connection ->
            Sql.one(
                connection,
                SELECT + " where company_id = ? and id = ? for update",
                ConversationColumns::read,
                company.value(),
                id.value()));
  }

  @Override
  public List<Conversation> lockBacklog(CompanyId company, int limit) {
    return database.write(
        company,
        connection ->
            locked(
                connection,
                LONGEST_WAITING,
                LOCK_BACKLOG,
                company.value(),
                company.value(),
                limit));
  }

  private static Instant waitingSince(Conversation conversation) {
    return conversation.assignment() instanceof Assignment.Waiting(var since) ? since : Instant.MAX;
  }

  @Override
  public List<CompanyId> withBacklog() {
    return database
        .system()
        .read(
            connection ->
                Sql.list(
                    connection, WITH_BACKLOG, row -> new CompanyId(row.getLong("company_id"))));
  }

  /** Some at a time: a statement for all that an agent ever resolved would be cut off. */
  @Override
  public void releaseResolved(CompanyId company, UserId agent, Instant now) {
    database.write(
        company,
        connection -> {
          for (var last = OptionalLong.of(0); last.isPresent(); ) {
            last = releaseAfter(last.getAsLong(), connection, company, agent, now);
          }
          return null;
        });
  }

  /** The last of them; empty: there was none left. */
  private static OptionalLong releaseAfter(
      long id, Connection connection, CompanyId company, UserId agent, Instant now)
      throws SQLException {
    return Sql.list(
            connection,
            RELEASE_RESOLVED,
            row -> row.getLong(1),
            company.value(),
            agent.value(),
            id,
            RELEASED_AT_ONCE,
            now)
        .stream()
        .mapToLong(Long::longValue)
        .max();
  }

  @Override
  public List<Conversation> lockAssignedTo(CompanyId company, UserId agent) {
    return database.write(
        company,
        connection ->
            locked(connection, OLDEST_FIRST, LOCK_ASSIGNED, company.value(), agent.value()));
  }

  @Override
  public List<Conversation> lockSnoozedUntil(Instant now, int limit) {
    return database
        .system()
        .write(connection -> locked(connection, OLDEST_FIRST, LOCK_SNOOZED, now, limit));
  }

  private static List<Conversation> locked(
      Connection connection, Comparator<Conversation> order, String sql, Object... parameters)
      throws SQLException {
    return Sql.list(connection, sql, ConversationColumns::read, parameters).stream()
        .sorted(order)
        .toList();
  }

  @Override
  public void update(Collection<Conversation> conversations) {
    if (!conversations.isEmpty()) {
      database.write(
          conversations.stream().map(Conversation::company).toList(),
          connection -> Sql.update(connection, UPDATE, ConversationColumns.arrays(conversations)));
    }
  }
}
