package dev.switchboard.persistence.conversation;

import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Attachment;
import dev.switchboard.domain.message.Author;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.MessageKind;
import dev.switchboard.domain.message.MessageStatus;
import dev.switchboard.domain.message.Reaction;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Columns;
import dev.switchboard.persistence.JsonColumn;
import dev.switchboard.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The table {@code message} as its aggregate sees it, both ways. */
final class MessageColumns {
  /** In the order of {@link #arrays}. */
  static final List<String> ALL =
      List.of(
          "company_id",
          "id",
          "conversation_id",
          "channel_account_id",
          "author",
          "author_id",
          "kind",
          "content",
          "attachments",
          "metadata",
          "reactions",
          "external_id",
          "client_id",
          "reply_to_id",
          "status",
          "error_code",
          "error_detail",
          "is_lead_form",
          "edited_at",
          "deleted_at",
          "sent_at",
          "created_at");

  static final String NAMES = String.join(", ", ALL);

  static final String UNNEST =
      "unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[],"
          + " ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],"
          + " ?::bigint[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::timestamptz[],"
          + " ?::timestamptz[], ?::timestamptz[], ?::timestamptz[]) with ordinality as x ("
          + NAMES
          + ", ord)";

  private MessageColumns() {}

  /** Of the table under this alias. */
  static String of(String alias) {
    return alias + "." + String.join(", " + alias + ".", ALL);
  }

  static Object[] arrays(Collection<Message> messages) {
    var rows = Columns.of(messages);
    return new Object[] {
      rows.longs(m -> m.company().value()),
      rows.longs(m -> m.id().value()),
      rows.longs(m -> m.conversation().value()),
      rows.longs(m -> m.channel().value()),
      rows.texts(m -> author(m.author())),
      rows.longs(m -> m.author() instanceof Author.Agent(var user) ? user.value() : null),
      rows.texts(m -> lower(m.kind())),
      rows.texts(Message::content),
      rows.texts(m -> JsonColumn.write(m.attachments().stream().map(MessageColumns::map).toList())),
      rows.texts(m -> JsonColumn.write(m.metadata())),
      rows.texts(m -> JsonColumn.write(m.reactions().stream().map(MessageColumns::map).toList())),
      rows.texts(m -> m.externalId().orElse(null)),
      rows.texts(m -> m.clientId().orElse(null)),
      rows.longs(m -> m.replyTo().map(MessageId::value).orElse(null)),
      rows.texts(m -> lower(m.status())),
      rows.texts(m -> m.error().map(MessageError::code).orElse(null)),
      rows.texts(m -> m.error().map(MessageError::detail).orElse(null)),
      rows.booleans(Message::leadForm),
      rows.instants(m -> m.editedAt().orElse(null)),
      rows.instants(m -> m.deletedAt().orElse(null)),
      rows.instants(Message::sentAt),
      rows.instants(Message::createdAt)
    };
  }

  static Message read(ResultSet row) throws SQLException {
    return new Message(
        new CompanyId(row.getLong("company_id")),
        new MessageId(row.getLong("id")),
        new ConversationId(row.getLong("conversation_id")),
        new ChannelAccountId(row.getLong("channel_account_id")),
        author(row.getString("author"), Sql.longOrNull(row, "author_id")),
        MessageKind.valueOf(upper(row.getString("kind"))),
        row.getString("content"),
        attachments(row.getString("attachments")),
        JsonColumn.object(row.getString("metadata")),
        reactions(row.getString("reactions")),
        Optional.ofNullable(row.getString("external_id")),
        Optional.ofNullable(row.getString("client_id")),
        Optional.ofNullable(Sql.longOrNull(row, "reply_to_id")).map(MessageId::new),
        MessageStatus.valueOf(upper(row.getString("status"))),
        error(row.getString("error_code"), row.getString("error_detail")),
        row.getBoolean("is_lead_form"),
        Optional.ofNullable(Sql.instant(row, "edited_at")),
        Optional.ofNullable(Sql.instant(row, "deleted_at")),
        Sql.instant(row, "sent_at"),
        Sql.instant(row, "created_at"));
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String upper(String value) {
    return value.toUpperCase(Locale.ROOT);
  }

  private static String author(Author author) {
    return switch (author) {
      case Author.Customer _ -> "customer";
      case Author.Agent _ -> "agent";
      case Author.Page _ -> "page";
    };
  }

  private static Author author(String author, Long user) {
    return switch (author) {
      case "customer" -> Author.CUSTOMER;
      case "agent" -> new Author.Agent(new UserId(user));
      case "page" -> Author.PAGE;
      default -> throw new IllegalStateException("unknown author of a message: " + author);
    };
  }

  private static Optional<MessageError> error(String code, String detail) {
    return code == null ? Optional.empty() : Optional.of(new MessageError(code, detail));
  }

  private static Map<String, Object> map(Attachment attachment) {
    return Map.of("type", attachment.type(), "payload", attachment.payload());
  }

  @SuppressWarnings("unchecked")
  private static List<Attachment> attachments(String column) {
    return JsonColumn.objects(column).stream()
        .map(
            map ->
                new Attachment((String) map.get("type"), (Map<String, Object>) map.get("payload")))
        .toList();
  }

  private static Map<String, Object> map(Reaction reaction) {
    var map = new LinkedHashMap<String, Object>();
    map.put("actor", reaction.actor());
    map.put("reaction", reaction.reaction());
    map.put("emoji", reaction.emoji());
    map.put("at", reaction.at().toString());
    return map;
  }

  private static List<Reaction> reactions(String column) {
    return JsonColumn.objects(column).stream()
        .map(
            map ->
                new Reaction(
                    (String) map.get("actor"),
                    (String) map.get("reaction"),
                    (String) map.get("emoji"),
                    Instant.parse((String) map.get("at"))))
        .toList();
  }
}
