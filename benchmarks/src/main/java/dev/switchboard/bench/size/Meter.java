package dev.switchboard.bench.size;

import dev.switchboard.bench.http.Arrivals;
import dev.switchboard.bench.http.HttpLoad;
import dev.switchboard.bench.http.Outcome;
import dev.switchboard.bench.machine.Processes;
import dev.switchboard.bench.machine.Product;
import dev.switchboard.bench.machine.Server;
import java.time.Duration;

/** Sends one request again and again, over two connections, and reads the processes' clocks. */
final class Meter {
  private static final int CONNECTIONS = 2;

  private final Server server;
  private final Duration time;

  Meter(Server server, Duration time) {
    this.server = server;
    this.time = time;
  }

  Cost of(Product product, byte[] request) {
    run(product, request, time.dividedBy(2)); // for the compiler and the caches
    var serverBefore = Processes.cpu(product.pid());
    var databaseBefore = database();
    var outcome = run(product, request, time);
    var answered = Math.max(1, outcome.answered());
    return new Cost(
        outcome.millis(50),
        outcome.millis(99),
        (Processes.cpu(product.pid()) - serverBefore) * 1e6 / answered,
        (database() - databaseBefore) * 1e6 / answered,
        outcome.answered() - outcome.ok() + outcome.unanswered());
  }

  private static Outcome run(Product product, byte[] request, Duration time) {
    return new HttpLoad(product.address(), CONNECTIONS, Arrivals.closed(), _ -> request).run(time);
  }

  private double database() {
    var pid = server.pid();
    return pid.isPresent() ? Processes.cpu(pid.getAsLong()) : 0;
  }
}
