package dev.switchboard.persistence.conversation;

import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.contact.ContactId;
import dev.switchboard.domain.conversation.Activity;
import dev.switchboard.domain.conversation.Assignment;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Lifecycle;
import dev.switchboard.domain.conversation.Priority;
import dev.switchboard.domain.conversation.Reach;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Columns;
import dev.switchboard.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table {@code conversation} as its aggregate sees it, both ways. */
final class ConversationColumns {
  /** In the order of {@link #arrays}. */
  static final String NAMES =
      "company_id, id, channel_account_id, contact_id, platform, state, snoozed_until, assignee_id,"
          + " assigned_at, waiting_since, unread_count, last_message, last_message_at, last_activity_at,"
          + " last_incoming_at, last_outgoing_at, window_opened_at, delivered_up_to, read_up_to, priority, tags, revision,"
          + " created_at, updated_at";

  static final String UNNEST =
      "unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[],"
          + " ?::timestamptz[], ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::integer[], ?::text[],"
          + " ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],"
          + " ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::integer[], ?::timestamptz[], ?::timestamptz[])"
          + " as x ("
          + NAMES
          + ")";

  private ConversationColumns() {}

  static Object[] arrays(Collection<Conversation> conversations) {
    var rows = Columns.of(conversations);
    return new Object[] {
      rows.longs(c -> c.company().value()),
      rows.longs(c -> c.id().value()),
      rows.longs(c -> c.channel().value()),
      rows.longs(c -> c.contact().value()),
      rows.texts(c -> c.platform().name()),
      rows.texts(c -> c.lifecycle().code()),
      rows.instants(c -> snoozedUntil(c.lifecycle())),
      rows.longs(c -> c.assignee().map(UserId::value).orElse(null)),
      rows.instants(c -> assignedAt(c.assignment())),
      rows.instants(c -> waitingSince(c.assignment())),
      rows.integers(Conversation::unread),
      rows.texts(c -> c.activity().preview()),
      rows.instants(c -> c.activity().lastMessageAt().orElse(null)),
      rows.instants(c -> c.activity().lastActivityAt()),
      rows.instants(c -> c.activity().lastIncomingAt().orElse(null)),
      rows.instants(c -> c.activity().lastOutgoingAt().orElse(null)),
      rows.instants(c -> c.activity().windowOpenedAt().orElse(null)),
      rows.instants(c -> c.activity().reach().delivered().orElse(null)),
      rows.instants(c -> c.activity().reach().read().orElse(null)),
      rows.texts(c -> c.priority().name().toLowerCase(Locale.ROOT)),
      rows.textArrays(Conversation::tags),
      rows.integers(Conversation::revision),
      rows.instants(Conversation::createdAt),
      rows.instants(Conversation::updatedAt)
    };
  }

  static Conversation read(ResultSet row) throws SQLException {
    return new Conversation(
        new CompanyId(row.getLong("company_id")),
        new ConversationId(row.getLong("id")),
        new ChannelAccountId(row.getLong("channel_account_id")),
        new ContactId(row.getLong("contact_id")),
        Platform.valueOf(row.getString("platform")),
        lifecycle(row.getString("state"), Sql.instant(row, "snoozed_until")),
        assignment(row),
        row.getInt("unread_count"),
        activity(row),
        Priority.valueOf(row.getString("priority").toUpperCase(Locale.ROOT)),
        List.of((String[]) row.getArray("tags").getArray()),
        row.getInt("revision"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "updated_at"));
  }

  private static Activity activity(ResultSet row) throws SQLException {
    return new Activity(
        row.getString("last_message"),
        Optional.ofNullable(Sql.instant(row, "last_message_at")),
        Sql.instant(row, "last_activity_at"),
        Optional.ofNullable(Sql.instant(row, "last_incoming_at")),
        Optional.ofNullable(Sql.instant(row, "last_outgoing_at")),
        Optional.ofNullable(Sql.instant(row, "window_opened_at")),
        new Reach(
            Optional.ofNullable(Sql.instant(row, "delivered_up_to")),
            Optional.ofNullable(Sql.instant(row, "read_up_to"))));
  }

  private static Instant snoozedUntil(Lifecycle lifecycle) {
    return lifecycle instanceof Lifecycle.Snoozed(var until) ? until : null;
  }

  private static Instant assignedAt(Assignment assignment) {
    return assignment instanceof Assignment.AssignedTo(_, var since) ? since : null;
  }

  private static Lifecycle lifecycle(String state, Instant snoozedUntil) {
    return switch (state) {
      case "open" -> Lifecycle.OPEN;
      case "pending" -> new Lifecycle.Pending();
      case "snoozed" -> new Lifecycle.Snoozed(snoozedUntil);
      case "resolved" -> new Lifecycle.Resolved();
      default -> throw new IllegalStateException("unknown state of a conversation: " + state);
    };
  }

  private static Instant waitingSince(Assignment assignment) {
    return assignment instanceof Assignment.Waiting(var since) ? since : null;
  }

  private static Assignment assignment(ResultSet row) throws SQLException {
    var assignee = Sql.longOrNull(row, "assignee_id");
    var waitingSince = Sql.instant(row, "waiting_since");
    if (assignee != null) {
      return new Assignment.AssignedTo(new UserId(assignee), Sql.instant(row, "assigned_at"));
    }
    return waitingSince == null ? Assignment.NONE : new Assignment.Waiting(waitingSince);
  }
}
