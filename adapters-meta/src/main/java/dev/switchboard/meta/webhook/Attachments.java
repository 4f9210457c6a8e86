package dev.switchboard.meta.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.domain.message.Attachment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Attachments of a message, types we never heard of included. */
final class Attachments {
  private Attachments() {}

  /** As much of them as there is room for. */
  static List<Attachment> of(JsonNode node, Room room) {
    var attachments = new ArrayList<Attachment>();
    if (node.isArray()) {
      node.forEach(one -> attachments.add(attachment(one)));
    } else if (node.isObject()) {
      attachments.add(attachment(node));
    }
    return room.fit(withoutDoubleStickers(attachments));
  }

  private static Attachment attachment(JsonNode node) {
    var type = Values.word(node.path("type"));
    return new Attachment(type.isBlank() ? "unknown" : type, payload(node));
  }

  /** Some types carry title and address beside the payload rather than in it. */
  private static Map<String, Object> payload(JsonNode node) {
    var payload = new LinkedHashMap<String, Object>();
    if (node.has("payload") && !node.path("payload").isNull()) {
      payload.putAll(Values.map(node.path("payload")));
    }
    node.properties().stream()
        .filter(field -> !field.getKey().equals("type") && !field.getKey().equals("payload"))
        .filter(field -> !payload.containsKey(field.getKey()))
        .forEach(field -> Values.put(payload, field.getKey(), field.getValue()));
    return payload;
  }

  /** Until August 2026 a sticker came twice: as itself and as an image with its id. */
  private static List<Attachment> withoutDoubleStickers(List<Attachment> attachments) {
    var stickers =
        attachments.stream()
            .filter(one -> one.type().equals("sticker"))
            .map(one -> one.payload().getOrDefault("sticker_id", ""))
            .collect(Collectors.toSet());
    return attachments.stream()
        .filter(
            one ->
                !one.type().equals("image")
                    || !stickers.contains(one.payload().getOrDefault("sticker_id", one)))
        .toList();
  }
}
