package dev.switchboard.bench.load;

import dev.switchboard.bench.http.Arrivals;
import dev.switchboard.bench.http.HttpLoad;
import dev.switchboard.bench.http.Outcome;
import dev.switchboard.bench.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /messages}: people of one company write to each other, every pair of them in turn.
 */
public final class DirectMessageLoad implements Load {
  private final Scene scene;
  private final int connections;
  private final double target;
  private long before;

  public DirectMessageLoad(Scene scene, int connections, double target) {
    this.scene = scene;
    this.connections = connections;
    this.target = target;
  }

  @Override
  public String name() {
    return "POST /messages";
  }

  @Override
  public double target() {
    return target;
  }

  @Override
  public Outcome run(Arrivals arrivals, Duration time) {
    before = stored();
    return new HttpLoad(scene.product().address(), connections, arrivals, this::message).run(time);
  }

  private byte[] message(long n) {
    var agents = scene.agents();
    var sender = (int) (n % agents.size());
    var distance = 1 + (int) (n / agents.size() % (agents.size() - 1));
    var recipient = agents.get((sender + distance) % agents.size());
    return Request.post(
        "/messages",
        Request.bearer(agents.get(sender).token()),
        ("{\"recipient_id\":" + recipient.id() + ",\"content\":\"Can you take over at noon?\"}")
            .getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<String> settle(Outcome outcome) {
    var more = stored() - before;
    return more < outcome.ok()
        ? Optional.of(outcome.ok() + " acknowledged, " + more + " stored")
        : Optional.empty();
  }

  private long stored() {
    return scene.server().number("select count(*) from direct_message");
  }

  @Override
  public List<Mark> marks() {
    return List.of(new Mark("pgbench, one call", "send"));
  }
}
