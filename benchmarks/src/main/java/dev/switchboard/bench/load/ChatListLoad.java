package dev.switchboard.bench.load;

import dev.switchboard.bench.http.Arrivals;
import dev.switchboard.bench.http.HttpLoad;
import dev.switchboard.bench.http.Outcome;
import dev.switchboard.bench.http.Request;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** {@code GET /api/chats?limit=50} of somebody who sees the whole company. */
public final class ChatListLoad implements Load {
  private final Scene scene;
  private final int conversations;
  private final int connections;
  private final double target;

  /**
   * @param conversations how many the company has, at least
   */
  public ChatListLoad(Scene scene, int conversations, int connections, double target) {
    this.scene = scene;
    this.conversations = conversations;
    this.connections = connections;
    this.target = target;
  }

  @Override
  public String name() {
    return String.format(Locale.ROOT, "GET /api/chats, %,d conversations", conversations);
  }

  @Override
  public void prepare() {
    new Conversations(scene).fill(conversations);
  }

  @Override
  public double target() {
    return target;
  }

  @Override
  public Outcome run(Arrivals arrivals, Duration time) {
    var request = Request.get("/api/chats?limit=50", scene.administratorToken());
    return new HttpLoad(scene.product().address(), connections, arrivals, _ -> request).run(time);
  }

  @Override
  public List<Mark> marks() {
    return List.of(new Mark("pgbench, one select", "list"));
  }

  @Override
  public String prepared(String script) {
    return script.replace(":company", Long.toString(scene.company()));
  }
}
