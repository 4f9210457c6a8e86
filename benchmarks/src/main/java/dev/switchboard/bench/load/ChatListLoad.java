package dev.switchboard.bench.load;

import dev.switchboard.bench.http.Arrivals;
import dev.switchboard.bench.http.HttpLoad;
import dev.switchboard.bench.http.Outcome;
import dev.switchboard.bench.http.Request;
import java.time.Duration;

/** {@code GET /api/chats?limit=50} of somebody who sees the whole company. */
public final class ChatListLoad implements Load {
  private final Scene scene;
  private final int connections;
  private final double target;

  public ChatListLoad(Scene scene, int connections, double target) {
    this.scene = scene;
    this.connections = connections;
    this.target = target;
  }

  @Override
  public String name() {
    return "GET /api/chats?limit=50";
  }

  @Override
  public double target() {
    return target;
  }

  @Override
  public Outcome run(Duration time) {
    var request = Request.get("/api/chats?limit=50", scene.administratorToken());
    return new HttpLoad(scene.product().address(), connections, Arrivals.closed(), _ -> request)
        .run(time);
  }

  @Override
  public String script() {
    return "list";
  }

  @Override
  public String prepared(String script) {
    return script.replace(":company", Long.toString(scene.company()));
  }
}
