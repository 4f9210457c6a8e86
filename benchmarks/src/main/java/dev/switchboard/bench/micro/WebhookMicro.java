package dev.switchboard.bench.micro;

import dev.switchboard.application.ingest.WebhookParser;
import dev.switchboard.bench.load.Webhooks;
import dev.switchboard.meta.MetaSignature;
import dev.switchboard.meta.webhook.MetaWebhookParser;
import java.time.Instant;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One post of Meta's: is it signed, and what does it say. */
@State(Scope.Benchmark)
public class WebhookMicro {
  private final MetaSignature signature = new MetaSignature(List.of(Webhooks.SECRET));
  private final WebhookParser parser = new MetaWebhookParser();

  @Param({"1", "100"})
  public int events;

  private byte[] body;
  private List<String> header;
  private Instant now;

  @Setup
  public void post() {
    var posts = new Webhooks("102938475610293", "micro", 10_000, events);
    body = posts.body(7);
    header = List.of(posts.signature(body));
    now = Instant.now();
  }

  @Benchmark
  public List<WebhookParser.Element> signatureAndParse() {
    if (!signature.accepts(header, body)) {
      throw new IllegalStateException("a signed post was refused");
    }
    return parser.parse(body, now);
  }
}
