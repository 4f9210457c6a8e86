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
  }

  /** What comes after {@code after}, in order, at most {@code limit}. */
  List<Row> read(CompanyId company, long after, int limit);

  /** As {@link #read} up to and including {@code upTo}, only what {@code viewer} may see now. */
  List<Row> readFor(CompanyId company, Viewer viewer, long after, long upTo, int limit);

  /** How many {@link #readFor} would find without a limit, but counting no further than that. */
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
