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
                  ConversationStatements.LOCK_ALL_OR_NONE,
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
                  ConversationStatements.BEGIN,
                  row -> new ConversationId(row.getLong(1)),
                  ConversationColumns.arrays(candidates));
          var locked =
              Sql.list(
                  connection,
                  ConversationStatements.LOCK_OF_CONTACTS,
                  ConversationColumns::read,
                  companies,
                  contacts);
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
                ConversationStatements.SELECT + " where company_id = ? and id = ?",
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
                ConversationStatements.SELECT + " where company_id = ? and id = ? for update",
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
                ConversationStatements.LOCK_BACKLOG,
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
                    connection,
                    ConversationStatements.WITH_BACKLOG,
                    row -> new CompanyId(row.getLong("company_id"))));
  }

  /** Some at a time: a statement for all that an agent ever resolved would be cut off. */
  @Override
  public void releaseResolved(CompanyId company, Collection<UserId> agents, Instant now) {
    database.write(
        company,
        connection -> {
          for (var last = Optional.of(0L); last.isPresent(); ) {
            last = releaseAfter(last.get(), connection, company, agents, now);
          }
          return null;
        });
  }

  /** The last of those it looked at; empty: there was none left. */
  private static Optional<Long> releaseAfter(
      long id, Connection connection, CompanyId company, Collection<UserId> agents, Instant now)
      throws SQLException {
    return Sql.one(
        connection,
        ConversationStatements.RELEASE_RESOLVED,
        row -> row.getLong(1),
        company.value(),
        values(agents),
        id,
        RELEASED_AT_ONCE,
        now);
  }

  private static Long[] values(Collection<UserId> users) {
    return users.stream().map(UserId::value).toArray(Long[]::new);
  }

  @Override
  public List<Conversation> lockAssignedTo(CompanyId company, Collection<UserId> agents) {
    return database.write(
        company,
        connection ->
            locked(
                connection,
                OLDEST_FIRST,
                ConversationStatements.LOCK_ASSIGNED,
                company.value(),
                values(agents)));
  }

  @Override
  public List<Conversation> lockSnoozedUntil(Instant now, int limit) {
    return database
        .system()
        .write(
            connection ->
                locked(connection, OLDEST_FIRST, ConversationStatements.LOCK_SNOOZED, now, limit));
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
      database.writeLater(
          conversations.stream().map(Conversation::company).toList(),
          ConversationStatements.UPDATE.of(conversations),
          _ -> null,
          ConversationColumns.arrays(conversations));
    }
  }
}
