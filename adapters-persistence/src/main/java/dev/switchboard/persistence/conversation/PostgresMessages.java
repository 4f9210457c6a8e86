package dev.switchboard.persistence.conversation;

import dev.switchboard.application.conversation.Messages;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Columns;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.RowsStatement;
import dev.switchboard.persistence.Sql;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Messages in PostgreSQL; one statement for each step, however many messages. */
public final class PostgresMessages implements Messages {
  private static final String SELECT = "select " + MessageColumns.NAMES + " from message";

  // in the order given: of two equal ones the first is inserted
  private static final RowsStatement ADD =
      RowsStatement.of(
          rows ->
              "insert into message ("
                  + MessageColumns.NAMES
                  + ") select "
                  + MessageColumns.NAMES
                      .replace("attachments", "attachments::jsonb")
                      .replace("metadata", "metadata::jsonb")
                      .replace("reactions", "reactions::jsonb")
                  + " from "
                  + rows
                  + " order by ord on conflict do nothing returning id",
          MessageColumns.UNNEST);

  private static final String UPDATE =
      "update message m set content = x.content, attachments = x.attachments::jsonb,"
          + " metadata = x.metadata::jsonb, reactions = x.reactions::jsonb,"
          + " external_id = x.external_id, status = x.status, error_code = x.error_code,"
          + " error_detail = x.error_detail, is_lead_form = x.is_lead_form,"
          + " edited_at = x.edited_at, deleted_at = x.deleted_at, sent_at = x.sent_at from "
          + MessageColumns.UNNEST
          + " where m.company_id = x.company_id and m.id = x.id";

  private static final String REFS =
      "unnest(?::bigint[], ?::bigint[], ?::text[]) as r (company, channel, mid)";

  static final String BY_EXTERNAL_IDS =
      "select r.mid, "
          + MessageColumns.of("m")
          + " from "
          + REFS
          + " join message m on m.company_id = r.company and m.channel_account_id = r.channel"
          + " and m.external_id = r.mid union all select r.mid, "
          + MessageColumns.of("m")
          + " from "
          + REFS
          + " join outbox o on o.company_id = r.company and o.external_id = r.mid"
          + " join message m on m.company_id = o.company_id and m.id = o.subject_id"
          + " and m.channel_account_id = r.channel";

  // only what certainly left: a watermark says nothing about what is still queued or under way
  private static final String ADVANCE =
      "update message m set status = case when m.sent_at <= r.read then 'read' else 'delivered' end"
          + " from unnest(?::bigint[], ?::bigint[], ?::timestamptz[], ?::timestamptz[])"
          + " as r (company, conversation, delivered, read)"
          + " where m.company_id = r.company and m.conversation_id = r.conversation"
          + " and m.author <> 'customer' and m.kind <> 'note'"
          + " and (m.sent_at <= r.read and m.status in ('sent', 'delivered')"
          + " or m.sent_at <= r.delivered and m.status = 'sent')"
          + " returning "
          + MessageColumns.of("m");

  // the fence keeps the few from being looked for among all messages of the conversation
  static final String COUNT_UNSEEN =
      """
      select count(*) from message m where m.company_id = ? and m.conversation_id = ?
        and m.author = 'customer' and m.id <> all(?) and (m.sent_at, m.id) > (
          select sent_at, id from (
            select * from message where company_id = ? and id = any(?) offset 0) shown
          where conversation_id = ? order by sent_at, id limit 1)
      """;

  private final Database database;

  public PostgresMessages(Database database) {
    this.database = database;
  }

  @Override
  public Set<MessageId> add(Collection<Message> messages) {
    if (messages.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        database.write(
            companies(messages),
            connection ->
                Sql.list(
                    connection,
                    ADD.of(messages),
                    row -> new MessageId(row.getLong(1)),
                    MessageColumns.arrays(messages))));
  }

  @Override
  public Optional<Message> find(CompanyId company, MessageId id) {
    return one(company, SELECT + " where company_id = ? and id = ?", company.value(), id.value());
  }

  @Override
  public List<Message> all(CompanyId company, Collection<MessageId> ids) {
    return database.read(
        company,
        connection ->
            Sql.list(
                connection,
                SELECT + " where company_id = ? and id = any(?) order by id",
                MessageColumns::read,
                company.value(),
                ids.stream().map(MessageId::value).toArray(Long[]::new)));
  }

  @Override
  public Optional<Message> byClientId(CompanyId company, UserId author, String clientId) {
    return one(
        company,
        SELECT + " where company_id = ? and author_id = ? and client_id = ?",
        company.value(),
        author.value(),
        clientId);
  }

  private Optional<Message> one(CompanyId company, String sql, Object... parameters) {
    return database.read(
        company, connection -> Sql.one(connection, sql, MessageColumns::read, parameters));
  }

  @Override
  public Map<ExternalRef, Message> byExternalIds(Collection<ExternalRef> refs) {
    if (refs.isEmpty()) {
      return Map.of();
    }
    var rows = Columns.of(refs);
    var companies = rows.longs(r -> r.company().value());
    var channels = rows.longs(r -> r.channel().value());
    var mids = rows.texts(ExternalRef::externalId);
    var found = new HashMap<ExternalRef, Message>();
    database
        .read(
            rows.companies(ExternalRef::company),
            connection ->
                Sql.list(
                    connection,
                    BY_EXTERNAL_IDS,
                    row -> Map.entry(row.getString("mid"), MessageColumns.read(row)),
                    companies,
                    channels,
                    mids,
                    companies,
                    channels,
                    mids))
        .forEach(
            entry -> found.putIfAbsent(ref(entry.getKey(), entry.getValue()), entry.getValue()));
    return found;
  }

  private static List<CompanyId> companies(Collection<Message> messages) {
    return messages.stream().map(Message::company).toList();
  }

  private static ExternalRef ref(String mid, Message message) {
    return new ExternalRef(message.company(), message.channel(), mid);
  }

  @Override
  public void update(Collection<Message> messages) {
    if (!messages.isEmpty()) {
      database.write(
          companies(messages),
          connection -> Sql.update(connection, UPDATE, MessageColumns.arrays(messages)));
    }
  }

  @Override
  public List<Message> advance(Collection<Receipt> receipts) {
    if (receipts.isEmpty()) {
      return List.of();
    }
    var rows = Columns.of(receipts);
    return database.write(
        rows.companies(Receipt::company),
        connection ->
            Sql.list(
                connection,
                ADVANCE,
                MessageColumns::read,
                rows.longs(r -> r.company().value()),
                rows.longs(r -> r.conversation().value()),
                rows.instants(r -> r.delivered().orElse(null)),
                rows.instants(r -> r.read().orElse(null))));
  }

  @Override
  public int countUnseen(CompanyId company, ConversationId conversation, Set<MessageId> shown) {
    var ids = shown.stream().map(MessageId::value).toArray(Long[]::new);
    return database
        .read(
            company,
            connection ->
                Sql.one(
                    connection,
                    COUNT_UNSEEN,
                    row -> row.getInt(1),
                    company.value(),
                    conversation.value(),
                    ids,
                    company.value(),
                    ids,
                    conversation.value()))
        .orElse(0);
  }

  @Override
  public void remove(CompanyId company, MessageId id) {
    database.write(
        company,
        connection ->
            Sql.update(
                connection,
                "delete from message where company_id = ? and id = ?",
                company.value(),
                id.value()));
  }
}
