package dev.switchboard.meta.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.application.outbound.ChannelGateway.Found;
import dev.switchboard.application.outbound.ChannelGateway.Target;
import dev.switchboard.application.outbound.SendPart;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.meta.graph.GraphClient.Reply;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks a conversation up at the platform to see whether a call in doubt arrived. */
final class SentLookUp {
  private static final int MOST_PAGES = 10;

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
      case Reply.Ok(var body) ->
          inConversation(target, new SentSearch(target, part, since), body.path("data"));
    };
  }

  private Found inConversation(Target target, SentSearch search, JsonNode list) {
    if (!list.isArray()) {
      return SentSearch.UNREADABLE;
    }
    var id = list.path(0).path("id").asText("");
    return id.isEmpty()
        ? new Found.Candidates(List.of()) // they have never spoken to each other
        : inMessages(target, search, id);
  }

  private Found inMessages(Target target, SentSearch search, String conversation) {
    var query = new HashMap<>(SentSearch.PAGE);
    for (int page = 0; page < MOST_PAGES; page++) {
      switch (client.get(target, conversation, "messages", query)) {
        case Reply.Failed(var failure) -> {
          return new Found.Unclear(failure);
        }
        case Reply.Ok(var body) -> {
          var found = search.read(body);
          if (found.isPresent()) {
            return found.get();
          }
          query.put("after", SentSearch.after(body));
        }
      }
    }
    return SentSearch.UNREADABLE;
  }
}
