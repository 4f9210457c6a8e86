package dev.switchboard.meta.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.application.outbound.ChannelGateway.Found;
import dev.switchboard.application.outbound.ChannelGateway.Target;
import dev.switchboard.application.outbound.SendFailure;
import dev.switchboard.application.outbound.SendPart;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.meta.graph.GraphClient.Reply;
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

/** Looks a conversation up at the platform to see whether a call in doubt arrived. */
final class SentLookUp {
  private static final int LIMIT = 50;

  /** Their clock has seconds, and is not ours. */
  private static final Duration SKEW = Duration.ofSeconds(3);

  /** {@code 2026-11-20T12:00:00+0000}, or with a colon, or Z. */
  private static final DateTimeFormatter CREATED =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX]")
          .toFormatter();

  private static final SendFailure UNREADABLE =
      new SendFailure(
          SendFailure.Kind.RETRY, "platform_temporary", "The platform's record was incomplete.");

  private final GraphClient client;

  SentLookUp(GraphClient client) {
    this.client = client;
  }

  Found find(Target target, SendPart part, Instant since) {
    var platform = target.account().platform() == Platform.INSTAGRAM ? "instagram" : "messenger";
    var reply =
        client.get(
            target,
            target.account().key().externalId(),
            "conversations",
            Map.of("platform", platform, "user_id", target.recipient(), "fields", "id"));
    return switch (reply) {
      case Reply.Failed(var failure) -> new Found.Unclear(failure);
      case Reply.Ok(var body) -> inConversation(target, part, since, body.path("data"));
    };
  }

  private Found inConversation(Target target, SendPart part, Instant since, JsonNode list) {
    if (!list.isArray()) {
      return new Found.Unclear(UNREADABLE);
    }
    var id = list.path(0).path("id").asText("");
    if (id.isEmpty()) {
      return new Found.Candidates(List.of()); // they have never spoken to each other
    }
    var query = Map.of("fields", "id,created_time,from,message", "limit", Integer.toString(LIMIT));
    return switch (client.get(target, id, "messages", query)) {
      case Reply.Failed(var failure) -> new Found.Unclear(failure);
      case Reply.Ok(var body) -> inMessages(target, part, since.minus(SKEW), body.path("data"));
    };
  }

  /** Newest first, as the platform tells them. */
  private static Found inMessages(Target target, SendPart part, Instant from, JsonNode messages) {
    var mids = new ArrayList<String>();
    var reachesBack = messages.isArray() && messages.size() < LIMIT;
    for (var message : messages) {
      var created = created(message.path("created_time").asText(""));
      if (created.isEmpty()) {
        return new Found.Unclear(UNREADABLE);
      }
      if (created.get().isBefore(from)) {
        reachesBack = true;
      } else if (says(message, target, part)) {
        mids.addFirst(message.path("id").asText());
      }
    }
    return mids.isEmpty() && !reachesBack
        ? new Found.Unclear(UNREADABLE)
        : new Found.Candidates(mids);
  }

  private static boolean says(JsonNode message, Target target, SendPart part) {
    return message.path("from").path("id").asText("").equals(target.account().key().externalId())
        && message.path("message").asText("").strip().equals(part.text().strip());
  }

  private static Optional<Instant> created(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text, CREATED).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
