package dev.switchboard.meta.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.switchboard.application.outbound.SendPart;
import dev.switchboard.application.outbound.SendParts;
import dev.switchboard.domain.message.Attachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what the {@code Json} port writes for a {@link SendPart}: snake_case. */
public final class JsonSendParts implements SendParts {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

  /**
   * @throws IllegalArgumentException not a part
   */
  @Override
  public SendPart read(String payload) {
    try {
      var node = MAPPER.readTree(payload);
      return new SendPart(
          node.path("text").asText(""),
          attachments(node.path("attachments")),
          node.path("reply_to").asText(""));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a part of a message", e);
    }
  }

  private static List<Attachment> attachments(JsonNode list) {
    var attachments = new ArrayList<Attachment>();
    for (var one : list) {
      attachments.add(
          new Attachment(
              one.path("type").asText(""), MAPPER.convertValue(one.path("payload"), VALUES)));
    }
    return attachments;
  }
}
