package dev.switchboard.meta.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.domain.inbound.InboundContent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What one item of {@code messaging} or {@code standby} says.
 *
 * @param bySelf the company's side did it, not the customer
 * @param test sent by the dashboard's test button
 * @param digest stands for an id that Meta left out
 */
record MessagingItem(
    JsonNode item, boolean bySelf, boolean test, Instant receivedAt, String digest) {

  private static final Set<String> ADDRESSES =
      Set.of("sender", "recipient", "timestamp", "time", "id");
  private static final Set<String> READ_ELSEWHERE =
      Set.of("mid", "text", "attachments", "is_echo", "is_deleted", "is_unsupported", "seq");

  static boolean isEcho(JsonNode item) {
    return Values.flag(item.path("message").path("is_echo"));
  }

  /** Empty where there is nothing but addresses. */
  Optional<InboundContent> content() {
    for (var kind : List.of("message", "message_edit", "reaction", "postback")) {
      if (item.path(kind).isObject()) {
        return Optional.of(aboutMessage(kind, item.path(kind)));
      }
    }
    for (var kind : List.of("referral", "delivery", "read")) {
      if (item.path(kind).isObject()) {
        return Optional.of(aboutThread(kind, item.path(kind)));
      }
    }
    return item.properties().stream()
        .filter(field -> !ADDRESSES.contains(field.getKey()))
        .findFirst()
        .map(field -> notice(Values.word(field.getKey()), field.getValue()));
  }

  private InboundContent aboutMessage(String kind, JsonNode value) {
    return switch (kind) {
      case "message" -> message(value);
      case "postback" -> postback(value);
      case "reaction" ->
          Values.mid(value.path("mid"))
              .map(mid -> reaction(mid, value))
              .orElseGet(() -> notice(kind, value));
      default ->
          Values.mid(value.path("mid"))
              .map(mid -> edit(mid, value))
              .orElseGet(() -> notice(kind, value));
    };
  }

  private InboundContent aboutThread(String kind, JsonNode value) {
    return switch (kind) {
      case "referral" -> new InboundContent.Referred(Values.text(value.path("ref")), facts(value));
      case "delivery" ->
          new InboundContent.Delivered(
              StreamSupport.stream(value.path("mids").spliterator(), false)
                  .flatMap(mid -> Values.mid(mid).stream())
                  .toList(),
              watermark(value));
      default -> new InboundContent.Seen(Values.mid(value.path("mid")), watermark(value));
    };
  }

  private InboundContent message(JsonNode message) {
    var mid = Values.mid(message.path("mid")).orElse(digest);
    if (Values.flag(message.path("is_deleted"))) {
      return new InboundContent.Unsent(mid);
    }
    var text = Values.text(message.path("text"));
    var room = new Room();
    var attachments = Attachments.of(message.path("attachments"), room);
    var replyTo = Values.mid(message.path("reply_to").path("mid"));
    return bySelf
        ? new InboundContent.Echo(
            mid,
            text,
            attachments,
            replyTo,
            Values.id(message.path("app_id")),
            Optional.of(Values.text(message.path("metadata"))).filter(tag -> !tag.isEmpty()))
        : new InboundContent.Written(
            mid,
            text,
            attachments,
            replyTo,
            messageFacts(message, room),
            Values.flag(message.path("is_unsupported")));
  }

  /** Everything said with a message that has no place of its own, fields we never heard of too. */
  private Map<String, Object> messageFacts(JsonNode message, Room room) {
    var facts = new LinkedHashMap<String, Object>();
    message.properties().stream()
        .filter(field -> !READ_ELSEWHERE.contains(field.getKey()))
        .forEach(field -> Values.put(facts, field.getKey(), field.getValue()));
    Values.put(facts, "story", message.path("reply_to").path("story"));
    return besides(facts, room);
  }

  private InboundContent postback(JsonNode postback) {
    var facts = new LinkedHashMap<String, Object>();
    Values.put(facts, "referral", postback.path("referral"));
    return new InboundContent.Postback(
        Values.mid(postback.path("mid")).orElse(digest),
        Values.text(postback.path("title")),
        Values.text(postback.path("payload")),
        besides(facts, new Room()));
  }

  private InboundContent reaction(String mid, JsonNode reaction) {
    return new InboundContent.Reacted(
        mid,
        Values.id(item.path("sender").path("id")).orElse(""),
        Values.text(reaction.path("action")).equals("unreact"),
        Values.word(reaction.path("reaction")),
        Values.word(reaction.path("emoji")));
  }

  private static InboundContent edit(String mid, JsonNode edit) {
    return new InboundContent.Edited(
        mid, Values.text(edit.path("text")), Math.max(1, edit.path("num_edit").asInt(1)));
  }

  private InboundContent notice(String kind, JsonNode value) {
    return new InboundContent.Notice(kind, facts(value));
  }

  private Map<String, Object> facts(JsonNode value) {
    return besides(new LinkedHashMap<>(Values.map(value)), new Room());
  }

  private Map<String, Object> besides(Map<String, Object> facts, Room room) {
    if (!item.path("referral").isMissingNode() && !facts.containsKey("referral") && !isReferral()) {
      Values.put(facts, "referral", item.path("referral"));
    }
    if (test) {
      facts.put("test", true);
    }
    return room.fit(facts);
  }

  private boolean isReferral() {
    return !item.has("message") && !item.has("postback");
  }

  private Optional<Instant> watermark(JsonNode value) {
    return Values.time(value.path("watermark"), receivedAt);
  }
}
