package dev.switchboard.application.stream;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the companies' streams. Numbers of a company follow the order of commits and have no gaps:
 * whoever has read up to n has seen everything up to n, and nothing appears there later. Behaviour
 * is fixed by {@code StreamsContract}.
 */
public interface StreamReader {
  /**
   * After so many bytes of payload, in UTF-8, a page takes no further row: what a socket that has
   * room can take at once, and some 700 ordinary events.
   */
  int PAGE_BYTES = Waiting.MAX_SIZE / 2;

  /**
   * One event.
   *
   * @param users the audience by name
   * @param conversation whose viewers are the audience as well
   * @param assignee of that conversation now, not when the event happened
   * @param payload a JSON object
   */
  record Row(
      long seq,
      String type,
      Set<UserId> users,
      Optional<ConversationId> conversation,
      Optional<UserId> assignee,
      String payload,
      Instant at) {
    public Row {
      users = Set.copyOf(users);
    }

    /**
     * As clients get it.
     *
     * @param prev the number of the frame before it on the client's chain
     */
    String frame(long prev) {
      return "{\"type\":\""
          + type
          + "\",\"seq\":"
          + seq
          + ",\"prev\":"
          + prev
          + (payload.length() > 2 ? "," : "")
          + payload.substring(1);
    }
  }

  /**
   * Some events in order.
   *
   * @param more whether it ended before it had looked at all it was asked for. Then it has a row,
   *     and says nothing of what comes after its last one
   */
  record Page(List<Row> rows, boolean more) {
    public Page {
      rows = List.copyOf(rows);
    }
  }

  /**
   * What comes after {@code after}, at most {@code limit} and as few as {@link #PAGE_BYTES} allow,
   * but one at least where there is one.
   */
  Page read(CompanyId company, long after, int limit);

  /** As {@link #read} up to and including {@code upTo}, only what {@code viewer} may see now. */
  Page readFor(CompanyId company, Viewer viewer, long after, long upTo, int limit);

  /** How many {@link #readFor} would find without its bounds, but counting no further. */
  int countFor(CompanyId company, Viewer viewer, long after, long upTo, int limit);

  /** The last number given; 0 before the first. */
  long head(CompanyId company);

  /** {@link #head} of several in one look; a company without events may be missing. */
  Map<CompanyId, Long> heads(Collection<CompanyId> companies);

  /**
   * Names this history of numbers. Another value means another database, or one that was restored:
   * numbers from before mean nothing in it.
   */
  String epoch();
}
