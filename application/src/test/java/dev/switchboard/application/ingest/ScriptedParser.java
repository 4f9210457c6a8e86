package dev.switchboard.application.ingest;

import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.inbound.Inbound;
import dev.switchboard.domain.inbound.InboundContent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A platform without a format: a post lists, line by line, names of what tests have put here. */
public final class ScriptedParser implements WebhookParser {
  private final Map<String, Inbound> known = new ConcurrentHashMap<>();
  private final AtomicInteger names = new AtomicInteger();

  /** Returns the line that stands for it. */
  public String line(ChannelKey account, String customer, Instant at, InboundContent content) {
    var name = "element-" + names.incrementAndGet();
    known.put(
        name,
        new Inbound(
            account, Optional.of(customer).filter(c -> !c.isEmpty()), at, false, content, name));
    return name;
  }

  public static byte[] post(String... lines) {
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public List<Element> parse(byte[] body, Instant receivedAt) {
    return new String(body, StandardCharsets.UTF_8).lines().map(this::element).toList();
  }

  private Element element(String line) {
    return known.containsKey(line)
        ? new Element.Understood(known.get(line))
        : new Element.Refused(Optional.empty(), "element.malformed", "no such line", line);
  }
}
