package dev.switchboard.meta.webhook;

import dev.switchboard.application.ingest.WebhookParser.Element;
import dev.switchboard.domain.inbound.Inbound;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Posts as Meta makes them, and what the parser reads in them. */
final class MetaPosts {
  static final Instant ARRIVED = Instant.parse("2026-03-01T12:00:00Z");
  static final long SENT_MS = 1_772_359_200_123L;
  static final Instant SENT = Instant.ofEpochMilli(SENT_MS);

  private static final MetaWebhookParser PARSER = new MetaWebhookParser();

  private MetaPosts() {}

  static Instant at(String timestamp) {
    return understood(
            parse(
                    post(
                        "page",
                        entry(
                            "100",
                            "{\"sender\":{\"id\":\"7\"},\"recipient\":{\"id\":\"100\"},\"timestamp\":"
                                + timestamp
                                + ",\"message\":{\"mid\":\"a\"}}")))
                .getFirst())
        .at();
  }

  static Inbound only(String content) {
    return understood(parse(post("page", entry("100", item("100", content)))).getFirst());
  }

  static Inbound understood(Element element) {
    return ((Element.Understood) element).inbound();
  }

  static List<Element> parse(String body) {
    return PARSER.parse(body.getBytes(StandardCharsets.UTF_8), ARRIVED);
  }

  static String post(String object, String entries) {
    return "{\"object\":\"" + object + "\",\"entry\":[" + entries + "]}";
  }

  static String entry(String id, String items) {
    return "{\"id\":\"" + id + "\",\"messaging\":[" + items + "]}";
  }

  static String item(String account, String content) {
    return "{\"sender\":{\"id\":\"7\"},\"recipient\":{\"id\":\""
        + account
        + "\"},\"timestamp\":"
        + SENT_MS
        + ","
        + content
        + "}";
  }
}
