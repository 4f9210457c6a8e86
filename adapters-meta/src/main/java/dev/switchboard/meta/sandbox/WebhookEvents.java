package dev.switchboard.meta.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Elements of {@code messaging[]} (and {@code standby[]}) as the platform writes them, one method a
 * kind. {@code account} is the page or professional account, {@code person} the customer.
 */
public final class WebhookEvents {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private WebhookEvents() {}

  public static ObjectNode text(
      String account, String person, Instant at, String mid, String text) {
    return message(account, person, at, mid, message -> message.put("text", text));
  }

  public static ObjectNode reply(
      String account, String person, Instant at, String mid, String text, String toMid) {
    return message(
        account,
        person,
        at,
        mid,
        message -> message.put("text", text).putObject("reply_to").put("mid", toMid));
  }

  public static ObjectNode quickReply(
      String account, String person, Instant at, String mid, String text, String payload) {
    return message(
        account,
        person,
        at,
        mid,
        message -> message.put("text", text).putObject("quick_reply").put("payload", payload));
  }

  /** One message with these attachments, each {@code type url}. */
  public static ObjectNode attachments(
      String account, String person, Instant at, String mid, List<MediaItem> media) {
    return message(account, person, at, mid, message -> attach(message, media));
  }

  /** A picture, film, file, story mention, … and where it lies. */
  public record MediaItem(String type, String url) {}

  private static void attach(ObjectNode message, Collection<MediaItem> media) {
    var attachments = message.putArray("attachments");
    for (var item : media) {
      attachments.addObject().put("type", item.type()).putObject("payload").put("url", item.url());
    }
  }

  public static ObjectNode unsend(String account, String person, Instant at, String mid) {
    return message(account, person, at, mid, message -> message.put("is_deleted", true));
  }

  public static ObjectNode unsupported(String account, String person, Instant at, String mid) {
    return message(account, person, at, mid, message -> message.put("is_unsupported", true));
  }

  /**
   * What the account itself said, here or elsewhere.
   *
   * @param appId empty where the platform does not tell which app it was
   */
  public static ObjectNode echo(
      String account,
      String person,
      Instant at,
      String mid,
      ObjectNode said,
      Optional<String> appId,
      Optional<String> metadata) {
    var item = item(person, account, at);
    var message = item.putObject("message").put("mid", mid).put("is_echo", true);
    appId.ifPresent(id -> message.put("app_id", Long.parseLong(id)));
    metadata.ifPresent(value -> message.put("metadata", value));
    if (said.has("text")) {
      message.set("text", said.get("text"));
    }
    if (said.has("attachment")) {
      message.putArray("attachments").add(said.get("attachment"));
    }
    if (said.has("attachments")) {
      message.set("attachments", said.get("attachments"));
    }
    return item;
  }

  public static ObjectNode edit(
      String account, String person, Instant at, String mid, String text, int number) {
    var item = item(account, person, at);
    item.putObject("message_edit").put("mid", mid).put("text", text).put("num_edit", number);
    return item;
  }

  public static ObjectNode react(
      String account, String person, Instant at, String mid, String reaction, String emoji) {
    var item = item(account, person, at);
    item.putObject("reaction")
        .put("mid", mid)
        .put("action", "react")
        .put("reaction", reaction)
        .put("emoji", emoji);
    return item;
  }

  public static ObjectNode unreact(String account, String person, Instant at, String mid) {
    var item = item(account, person, at);
    item.putObject("reaction").put("mid", mid).put("action", "unreact");
    return item;
  }

  public static ObjectNode postback(
      String account, String person, Instant at, String mid, String title, String payload) {
    var item = item(account, person, at);
    item.putObject("postback").put("mid", mid).put("title", title).put("payload", payload);
    return item;
  }

  public static ObjectNode referral(
      String account, String person, Instant at, String ref, String source) {
    var item = item(account, person, at);
    item.putObject("referral").put("ref", ref).put("source", source).put("type", "OPEN_THREAD");
    return item;
  }

  public static ObjectNode optin(String account, String person, Instant at, String ref) {
    var item = item(account, person, at);
    item.putObject("optin").put("ref", ref);
    return item;
  }

  /** Facebook: everything up to the watermark was delivered. */
  public static ObjectNode delivered(
      String account, String person, Instant watermark, List<String> mids) {
    var item = untimed(account, person);
    var delivery = item.putObject("delivery");
    mids.forEach(delivery.withArray("mids")::add);
    delivery.put("watermark", watermark.toEpochMilli());
    return item;
  }

  /** Facebook: everything up to the watermark was read. */
  public static ObjectNode readUpTo(String account, String person, Instant at, Instant watermark) {
    var item = item(account, person, at);
    item.putObject("read").put("watermark", watermark.toEpochMilli());
    return item;
  }

  /** Instagram: this message was read. */
  public static ObjectNode seen(String account, String person, Instant at, String mid) {
    var item = item(account, person, at);
    item.putObject("read").put("mid", mid);
    return item;
  }

  /** {@code kind} is {@code pass_thread_control}, {@code take_thread_control}, …. */
  public static ObjectNode handover(
      String account, String person, Instant at, String kind, String from, String to) {
    var item = item(account, person, at);
    item.putObject(kind).put("previous_owner_app_id", from).put("new_owner_app_id", to);
    return item;
  }

  public static ObjectNode policy(String account, Instant at, String action, String reason) {
    var item = JSON.objectNode();
    item.putObject("recipient").put("id", account);
    item.put("timestamp", at.toEpochMilli());
    item.putObject("policy_enforcement").put("action", action).put("reason", reason);
    return item;
  }

  private static ObjectNode message(
      String account, String person, Instant at, String mid, Consumer<ObjectNode> content) {
    var item = item(account, person, at);
    content.accept(item.putObject("message").put("mid", mid));
    return item;
  }

  private static ObjectNode item(String to, String from, Instant at) {
    return untimed(to, from).put("timestamp", at.toEpochMilli());
  }

  private static ObjectNode untimed(String to, String from) {
    var item = JSON.objectNode();
    item.putObject("sender").put("id", from);
    item.putObject("recipient").put("id", to);
    return item;
  }
}
