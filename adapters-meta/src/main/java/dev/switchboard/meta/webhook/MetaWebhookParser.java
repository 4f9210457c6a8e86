package dev.switchboard.meta.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.switchboard.application.ingest.WebhookParser;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.inbound.Inbound;
import dev.switchboard.domain.inbound.InboundContent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes Messenger's and Instagram's posts apart. Tolerant where Meta's own documents disagree: ids
 * are texts or numbers, times come in milliseconds, seconds or as text, and a direct message may
 * lie in {@code messaging}, {@code standby} or, from the dashboard's test button, in {@code
 * changes}.
 */
public final class MetaWebhookParser implements WebhookParser {
  private static final String TEST_ENTRY = "0";

  /** Where an element stood: enough to write a post that holds it alone. */
  private record Place(
      Platform platform, String object, JsonNode entry, String list, Instant receivedAt) {

    /** The entry's time only where the item has none: a repeated item stays the same text. */
    String postOf(JsonNode item) {
      var nodes = JsonNodeFactory.instance;
      var one = nodes.objectNode();
      one.set("id", entry.path("id"));
      if (!item.has("timestamp") && entry.has("time")) {
        one.set("time", entry.path("time"));
      }
      one.set(list, nodes.arrayNode().add(item));
      var post = nodes.objectNode().put("object", object);
      post.set("entry", nodes.arrayNode().add(one));
      return WebhookJson.text(post);
    }

    Instant entryTime() {
      return Values.time(entry.path("time"), receivedAt).orElse(receivedAt);
    }

    Optional<String> entryId() {
      return Values.id(entry.path("id")).filter(id -> !id.equals(TEST_ENTRY));
    }

    ChannelKey key(String account) {
      return new ChannelKey(platform, account);
    }
  }

  @Override
  public List<Element> parse(byte[] body, Instant receivedAt) {
    var post = WebhookJson.object(body);
    if (post.isEmpty()) {
      var text = Values.clean(new String(body, StandardCharsets.UTF_8));
      return List.of(refused("post.malformed", "the post is no JSON object", text));
    }
    var object = post.get().path("object").asText();
    return switch (object) {
      case "page" -> entries(post.get(), Platform.FACEBOOK, object, receivedAt);
      case "instagram" -> entries(post.get(), Platform.INSTAGRAM, object, receivedAt);
      default ->
          List.of(
              refused(
                  "object.unknown",
                  "the post is about an unknown kind of object",
                  WebhookJson.text(post.get())));
    };
  }

  private static List<Element> entries(
      JsonNode post, Platform platform, String object, Instant receivedAt) {
    var entries = post.path("entry");
    if (!entries.isArray()) {
      return List.of(
          refused("entry.missing", "the post has no list of entries", WebhookJson.text(post)));
    }
    var elements = new ArrayList<Element>();
    for (var entry : entries) {
      if (entry.isObject()) {
        addItems(elements, platform, object, entry, receivedAt);
      } else {
        var one = JsonNodeFactory.instance.objectNode().put("object", object);
        one.set("entry", JsonNodeFactory.instance.arrayNode().add(entry));
        elements.add(refused("entry.malformed", "an entry is no object", WebhookJson.text(one)));
      }
    }
    return elements;
  }

  private static void addItems(
      List<Element> elements,
      Platform platform,
      String object,
      JsonNode entry,
      Instant receivedAt) {
    for (var list : List.of("messaging", "standby", "changes")) {
      var place = new Place(platform, object, entry, list, receivedAt);
      var items = entry.path(list);
      if (items.isArray()) {
        items.forEach(item -> elements.add(element(item, place)));
      } else if (!items.isMissingNode() && !items.isNull()) {
        elements.add(element(items, place));
      }
    }
  }

  private static Element element(JsonNode item, Place place) {
    if (!item.isObject()) {
      return refused(place, item, "element.malformed", "an element is no object");
    }
    if (!place.list().equals("changes")) {
      return message(item, item, place, false);
    }
    var value = item.path("value");
    return value.has("sender") || value.has("recipient")
        ? message(value, item, place, true)
        : change(item, value, place);
  }

  /**
   * @param item sender, recipient and what happened
   * @param element what it was wrapped in
   */
  private static Element message(JsonNode item, JsonNode element, Place place, boolean test) {
    var sender = Values.id(item.path("sender").path("id"));
    var recipient = Values.id(item.path("recipient").path("id"));
    var bySelf = MessagingItem.isEcho(item) || sender.isPresent() && sender.equals(place.entryId());
    // Instagram's entries sometimes bear an id of another kind: then the addresses say who it is
    // for
    var account =
        place
            .entryId()
            .filter(
                id -> Stream.of(sender, recipient).flatMap(Optional::stream).anyMatch(id::equals))
            .or(() -> bySelf ? sender : recipient)
            .or(place::entryId);
    if (account.isEmpty()) {
      return refused(place, element, "account.missing", "the element names no account");
    }
    var customer = (bySelf ? recipient : sender).filter(id -> !account.get().equals(id));
    var raw = place.postOf(element);
    var at = Values.time(item.path("timestamp"), place.receivedAt()).orElseGet(place::entryTime);
    var content =
        new MessagingItem(item, bySelf, test, place.receivedAt(), Inbound.digest(raw)).content();
    if (content.isEmpty()) {
      return refused(place, element, "element.empty", "the element says nothing");
    }
    if (customer.isEmpty() && !(content.get() instanceof InboundContent.Notice)) {
      return refused(place, element, "customer.missing", "the element names no customer");
    }
    return new Element.Understood(
        new Inbound(
            place.key(account.get()),
            customer,
            at,
            place.list().equals("standby"),
            content.get(),
            raw));
  }

  private static Element change(JsonNode item, JsonNode value, Place place) {
    var account = Values.id(place.entry().path("id"));
    var field = Values.text(item.path("field"));
    if (account.isEmpty() || field.isBlank()) {
      return refused(place, item, "element.empty", "the change names no account or no field");
    }
    var at =
        Values.time(value.path("created_time"), place.receivedAt()).orElseGet(place::entryTime);
    return new Element.Understood(
        new Inbound(
            place.key(account.get()),
            Optional.empty(),
            at,
            false,
            new InboundContent.AccountEvent(field, Values.map(value)),
            place.postOf(item)));
  }

  private static Element refused(Place place, JsonNode item, String code, String detail) {
    return new Element.Refused(place.entryId().map(place::key), code, detail, place.postOf(item));
  }

  private static Element refused(String code, String detail, String raw) {
    return new Element.Refused(Optional.empty(), code, detail, raw);
  }
}
