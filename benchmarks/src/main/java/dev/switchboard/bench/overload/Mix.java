package dev.switchboard.bench.overload;

import dev.switchboard.bench.http.Request;
import dev.switchboard.bench.load.Scene;
import dev.switchboard.bench.load.Webhooks;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.LongFunction;

/** The requests of each {@link Kind}. */
final class Mix {
  private static final int CUSTOMERS = 10_000;

  private final Scene scene;
  private final Webhooks webhooks;
  private final byte[] list;
  private final byte[] report;
  private long post;

  Mix(Scene scene) {
    this.scene = scene;
    this.webhooks = new Webhooks(Scene.PAGE, Long.toString(System.nanoTime()), CUSTOMERS, 1);
    this.list = Request.get("/api/chats?limit=50", scene.administratorToken());
    this.report = Request.get("/api/dashboard/stats", scene.administratorToken());
  }

  Map<Kind, LongFunction<byte[]>> requests() {
    return Map.of(
        Kind.WEBHOOK, _ -> webhooks.post(post++),
        Kind.WRITE, this::message,
        Kind.LIST, _ -> list,
        Kind.REPORT, _ -> report);
  }

  private byte[] message(long n) {
    var agents = scene.agents();
    var sender = (int) (n % agents.size());
    var recipient = agents.get((sender + 1 + (int) (n / 50 % 49)) % agents.size());
    return Request.post(
        "/messages",
        Request.bearer(agents.get(sender).token()),
        ("{\"recipient_id\":" + recipient.id() + ",\"content\":\"Can you take over at noon?\"}")
            .getBytes(StandardCharsets.UTF_8));
  }
}
