package dev.switchboard.meta.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.application.outbound.ChannelGateway.Call;
import dev.switchboard.application.outbound.SendPart;
import dev.switchboard.domain.message.Attachment;
import java.util.Optional;
import java.util.Set;

/** The bodies of send requests, Messenger's and Instagram's alike, and WhatsApp's. */
final class SendBodies {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Set<String> MEDIA = Set.of("image", "audio", "video");

  private SendBodies() {}

  /** Empty if the part has an attachment that names nothing to send. */
  static Optional<JsonNode> messenger(String recipient, Call call) {
    var body = MAPPER.createObjectNode();
    body.putObject("recipient").put("id", recipient);
    if (call.humanAgent()) {
      body.put("messaging_type", "MESSAGE_TAG").put("tag", "HUMAN_AGENT");
    } else {
      body.put("messaging_type", "RESPONSE");
    }
    var message = body.putObject("message").put("metadata", call.tag());
    var attachment = call.part().attachments().stream().findFirst();
    if (attachment.isEmpty()) {
      message.put("text", call.part().text());
    } else if (!attach(message.putObject("attachment"), attachment.get())) {
      return Optional.empty();
    }
    replyTo(call.part()).ifPresent(mid -> body.putObject("reply_to").put("mid", mid));
    return Optional.of(body);
  }

  private static boolean attach(ObjectNode node, Attachment attachment) {
    var payload = node.put("type", type(attachment, "file")).putObject("payload");
    text(attachment, "attachment_id").ifPresent(id -> payload.put("attachment_id", id));
    if (payload.isEmpty()) {
      url(attachment).ifPresent(url -> payload.put("url", url).put("is_reusable", false));
    }
    return !payload.isEmpty();
  }

  /** Empty if the part has an attachment that names nothing to send. */
  static Optional<JsonNode> whatsapp(String recipient, Call call) {
    var body =
        MAPPER
            .createObjectNode()
            .put("messaging_product", "whatsapp")
            .put("recipient_type", "individual")
            .put("to", recipient);
    replyTo(call.part()).ifPresent(id -> body.putObject("context").put("message_id", id));
    var attachment = call.part().attachments().stream().findFirst();
    if (attachment.isEmpty()) {
      body.put("type", "text").putObject("text").put("body", call.part().text());
      return Optional.of(body);
    }
    var type = type(attachment.get(), "document");
    body.put("type", type);
    return url(attachment.get())
        .map(
            url -> {
              body.putObject(type).put("link", url);
              return body;
            });
  }

  private static String type(Attachment attachment, String other) {
    return MEDIA.contains(attachment.type()) ? attachment.type() : other;
  }

  private static Optional<String> url(Attachment attachment) {
    return text(attachment, "url");
  }

  private static Optional<String> text(Attachment attachment, String field) {
    return attachment.payload().get(field) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }

  private static Optional<String> replyTo(SendPart part) {
    return part.replyTo().isEmpty() ? Optional.empty() : Optional.of(part.replyTo());
  }
}
