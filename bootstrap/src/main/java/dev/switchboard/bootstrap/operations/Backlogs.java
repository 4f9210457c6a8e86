package dev.switchboard.bootstrap.operations;

import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.IntSupplier;

/**
 * What waits: posts not processed, parked elements, lanes with work, and how long the oldest post
 * has waited. Asked when somebody scrapes; not a number while the database does not answer.
 */
public final class Backlogs {
  private final Database database;

  public Backlogs(Database database) {
    this.database = database;
  }

  public void bindTo(MeterRegistry registry, IntSupplier openSockets) {
    gauge(
        registry,
        "switchboard.inbox.depth",
        "select count(*) from webhook_inbox where processed_at is null");
    gauge(
        registry,
        "switchboard.inbox.oldest.seconds",
        "select coalesce(extract(epoch from now() - min(received_at)), 0) from webhook_inbox where processed_at is null");
    gauge(
        registry,
        "switchboard.parked.events",
        "select count(*) from parked_event where state = 'parked'");
    gauge(registry, "switchboard.lanes.open", "select count(*) from lane where pending > 0");
    Gauge.builder("switchboard.sockets", openSockets::getAsInt).register(registry);
  }

  private void gauge(MeterRegistry registry, String name, String sql) {
    Gauge.builder(name, () -> number(sql)).register(registry);
  }

  private double number(String sql) {
    try {
      return database
          .read(connection -> Sql.one(connection, sql, row -> row.getDouble(1)))
          .orElse(Double.NaN);
    } catch (RuntimeException _) {
      return Double.NaN; // Prometheus' own word for unknown
    }
  }
}
