package dev.switchboard.persistence.direct;

import dev.switchboard.application.Contention;
import dev.switchboard.application.direct.DirectMessages;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.direct.ClientMessageId;
import dev.switchboard.domain.direct.DirectMessage;
import dev.switchboard.domain.direct.DirectMessageId;
import dev.switchboard.domain.direct.Pair;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Columns;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Failures;
import dev.switchboard.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Messages between users in PostgreSQL: sending is one statement, whatever it has to move. */
public final class PostgresDirectMessages implements DirectMessages {
  private final Database database;

  public PostgresDirectMessages(Database database) {
    this.database = database;
  }

  @Override
  public List<Optional<DirectMessage>> add(List<DirectMessage> drafts) {
    try {
      return drafts.isEmpty() ? List.of() : added(drafts);
    } catch (RuntimeException e) {
      throw Failures.duplicate(e) ? new Contention(e) : e; // ids are new: it is the client's
    }
  }

  private List<Optional<DirectMessage>> added(List<DirectMessage> drafts) {
    var sentAt = new Instant[drafts.size()];
    database.write(
        Columns.of(drafts).companies(DirectMessage::company),
        connection ->
            Sql.list(
                connection,
                DirectStatements.ADD,
                row -> sentAt[row.getInt("n") - 1] = Sql.instant(row, "sent_at"),
                columns(drafts)));
    return IntStream.range(0, sentAt.length)
        .mapToObj(i -> Optional.ofNullable(sentAt[i]).map(drafts.get(i)::sentAt))
        .toList();
  }

  static Object[] columns(List<DirectMessage> drafts) {
    var company = drafts.getFirst().company().value();
    var rows = Columns.of(drafts);
    return new Object[] {
      rows.longs(draft -> draft.id().value()),
      rows.longs(draft -> draft.sender().value()),
      rows.longs(draft -> draft.recipient().value()),
      rows.texts(draft -> draft.content().value()),
      rows.longs(draft -> draft.parent().map(DirectMessageId::value).orElse(null)),
      rows.texts(draft -> draft.clientId().map(ClientMessageId::value).orElse(null)),
      rows.instants(DirectMessage::createdAt),
      company,
      company,
      company,
      company
    };
  }

  @Override
  public Optional<DirectMessage> find(CompanyId company, DirectMessageId id) {
    return list(company, DirectStatements.FIND, company.value(), id.value()).stream().findFirst();
  }

  @Override
  public Optional<DirectMessage> lock(CompanyId company, DirectMessageId id) {
    var locked =
        database.write(
            company,
            connection ->
                Sql.one(
                    connection,
                    DirectStatements.LOCK,
                    row -> row.getInt(1),
                    company.value(),
                    id.value()));
    return locked.flatMap(_ -> find(company, id));
  }

  @Override
  public Map<DirectMessageId, DirectMessage> find(CompanyId company, Set<DirectMessageId> ids) {
    var wanted = Columns.of(ids).longs(DirectMessageId::value);
    return list(company, DirectStatements.FIND_ALL, wanted, company.value()).stream()
        .collect(Collectors.toMap(DirectMessage::id, Function.identity()));
  }

  @Override
  public Map<ClientName, DirectMessage> named(CompanyId company, Set<ClientName> names) {
    var wanted = Columns.of(names);
    return list(
            company,
            DirectStatements.BY_CLIENT_ID,
            wanted.longs(name -> name.sender().value()),
            wanted.texts(name -> name.id().value()),
            company.value())
        .stream()
        .collect(
            Collectors.toMap(message -> ClientName.of(message).orElseThrow(), Function.identity()));
  }

  private List<DirectMessage> list(CompanyId company, String sql, Object... parameters) {
    return database.read(
        company, connection -> Sql.list(connection, sql, DirectColumns::read, parameters));
  }

  @Override
  public void update(DirectMessage message) {
    var company = message.company().value();
    var id = message.id().value();
    update(
        message.company(),
        DirectStatements.EDIT,
        message.content().value(),
        message.updatedAt(),
        company,
        id);
    if (message.read()) {
      update(message.company(), DirectStatements.READ, message.updatedAt(), company, id);
    }
  }

  @Override
  public void remove(DirectMessage message) {
    var company = message.company().value();
    var wasNewest =
        database.write(
            message.company(),
            connection ->
                Sql.one(
                    connection,
                    DirectStatements.REMOVE,
                    row -> row.getInt(1),
                    company,
                    message.id().value()));
    if (wasNewest.isPresent()) {
      var low = message.pair().low().value();
      var high = message.pair().high().value();
      var others =
          update(
              message.company(),
              DirectStatements.FALL_BACK,
              company,
              low,
              high,
              company,
              low,
              high);
      if (others == 0) {
        update(message.company(), DirectStatements.FORGET, company, low, high);
      }
    }
  }

  private int update(CompanyId company, String sql, Object... parameters) {
    return database.write(company, connection -> Sql.update(connection, sql, parameters));
  }

  @Override
  public List<Receipt> readAll(
      CompanyId company, UserId reader, Optional<UserId> sender, Instant at) {
    var asked = sender.map(List::of).orElseGet(() -> unreadSenders(company, reader));
    var locked = lock(company, asked.stream().map(from -> Pair.of(reader, from)).toList());
    return database.write(
        company,
        connection ->
            Sql.list(
                connection,
                DirectStatements.READ_ALL,
                PostgresDirectMessages::receipt,
                at,
                company.value(),
                locked.stream().map(pair -> pair.other(reader).value()).toArray(Long[]::new),
                company.value(),
                reader.value()));
  }

  /** Whoever sends their first unread message after this is not meant. */
  private List<UserId> unreadSenders(CompanyId company, UserId reader) {
    return database.write(
        company,
        connection ->
            Sql.list(
                connection,
                DirectStatements.UNREAD_SENDERS,
                row -> new UserId(row.getLong(1)),
                company.value(),
                reader.value()));
  }

  /** Gives those that are there; one that begins meanwhile is not among them, and not locked. */
  private List<Pair> lock(CompanyId company, List<Pair> pairs) {
    return database.write(
        company,
        connection ->
            Sql.list(
                connection,
                DirectStatements.LOCK_PAIRS,
                PostgresDirectMessages::pair,
                pairs.stream().map(pair -> pair.low().value()).toArray(Long[]::new),
                pairs.stream().map(pair -> pair.high().value()).toArray(Long[]::new),
                company.value()));
  }

  private static Receipt receipt(ResultSet row) throws SQLException {
    return new Receipt(pair(row), row.getInt("messages"), Sql.instant(row, "last_at"));
  }

  private static Pair pair(ResultSet row) throws SQLException {
    return new Pair(new UserId(row.getLong("low_id")), new UserId(row.getLong("high_id")));
  }
}
