package dev.switchboard.bootstrap.operations;

import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;

/**
 * What waits: posts not processed, parked elements, lanes with work, and how long the oldest post
 * has waited. Counted at intervals and kept: anybody may scrape, and that must not cost the
 * database anything. Not a number before the first count and while the database does not answer.
 */
public final class Backlogs {
  private static final String COUNT =
      """
      select
        (select count(*) from webhook_inbox where processed_at is null),
        (select coalesce(extract(epoch from now() - min(received_at)), 0)
         from webhook_inbox where processed_at is null),
        (select count(*) from parked_event where state = 'parked'),
        (select count(*) from lane where pending > 0)
      """;
  private static final Figures UNKNOWN =
      new Figures(Double.NaN, Double.NaN, Double.NaN, Double.NaN); // Prometheus' own word

  private record Figures(double depth, double oldest, double parked, double lanes) {}

  private final Database database;
  private volatile Figures figures = UNKNOWN;

  public Backlogs(Database database) {
    this.database = database;
  }

  public void bindTo(MeterRegistry registry, IntSupplier openSockets) {
    gauge(registry, "switchboard.inbox.depth", Figures::depth);
    gauge(registry, "switchboard.inbox.oldest.seconds", Figures::oldest);
    gauge(registry, "switchboard.parked.events", Figures::parked);
    gauge(registry, "switchboard.lanes.open", Figures::lanes);
    Gauge.builder("switchboard.sockets", openSockets::getAsInt).register(registry);
  }

  private void gauge(MeterRegistry registry, String name, ToDoubleFunction<Figures> figure) {
    Gauge.builder(name, () -> figure.applyAsDouble(figures)).register(registry);
  }

  /** Counts anew. */
  public void count() {
    try {
      figures =
          database
              .read(connection -> Sql.one(connection, COUNT, Backlogs::figures))
              .orElse(UNKNOWN);
    } catch (RuntimeException e) {
      figures = UNKNOWN;
      throw e;
    }
  }

  private static Figures figures(ResultSet row) throws SQLException {
    return new Figures(row.getDouble(1), row.getDouble(2), row.getDouble(3), row.getDouble(4));
  }
}
