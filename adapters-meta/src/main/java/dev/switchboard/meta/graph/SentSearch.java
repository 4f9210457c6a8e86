package dev.switchboard.meta.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.application.outbound.ChannelGateway.Found;
import dev.switchboard.application.outbound.ChannelGateway.Target;
import dev.switchboard.application.outbound.SendFailure;
import dev.switchboard.application.outbound.SendPart;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the messages of a conversation, newest first, until everything that may be it is found. */
final class SentSearch {
  private static final int LIMIT = 50;

  /** What a page is asked with. */
  static final Map<String, String> PAGE =
      Map.of("fields", "id,created_time,from,message", "limit", Integer.toString(LIMIT));

  static final Found UNREADABLE =
      new Found.Unclear(
          new SendFailure(
              SendFailure.Kind.RETRY,
              "platform_temporary",
              "The platform's record was incomplete."));

  /**
   * Their clock is not ours, and ours may have been set meanwhile: an hour that is wrong by a whole
   * time zone, and some more.
   */
  private static final Duration SKEW = Duration.ofHours(2);

  /** {@code 2026-11-20T12:00:00+0000}, or with a colon, or Z. */
  private static final DateTimeFormatter CREATED =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX]")
          .toFormatter();

  private final String account;
  private final String text;
  private final Instant from;
  private final List<String> mids = new ArrayList<>();

  /**
   * @param calledAt by our clock
   */
  SentSearch(Target target, SendPart part, Instant calledAt) {
    account = target.account().key().externalId();
    text = part.text().strip();
    from = calledAt.minus(SKEW);
  }

  /** The next page; empty if there is more to read, from {@link #after} on. */
  Optional<Found> read(JsonNode body) {
    var messages = body.path("data");
    var reachesBack = messages.isArray() && messages.size() < LIMIT && !more(body);
    for (var message : messages) {
      var created = created(message.path("created_time").asText(""));
      if (created.isEmpty()) {
        return Optional.of(UNREADABLE);
      }
      if (created.get().isBefore(from)) {
        reachesBack = true;
      } else if (says(message)) {
        mids.addFirst(message.path("id").asText());
      }
    }
    if (reachesBack) {
      return Optional.of(new Found.Candidates(mids));
    }
    return more(body) ? Optional.empty() : Optional.of(UNREADABLE);
  }

  static String after(JsonNode body) {
    return body.at("/paging/cursors/after").asText("");
  }

  /** The last page has a cursor as well. */
  private static boolean more(JsonNode body) {
    return body.path("paging").has("next") && !after(body).isEmpty();
  }

  private boolean says(JsonNode message) {
    return message.path("from").path("id").asText("").equals(account)
        && message.path("message").asText("").strip().equals(text);
  }

  private static Optional<Instant> created(String time) {
    try {
      return Optional.of(OffsetDateTime.parse(time, CREATED).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
