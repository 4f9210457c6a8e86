package dev.switchboard.persistence.upkeep;

import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what PostgreSQL knows of the tables in step with their growth. Plans are made once for all
 * values and kept until the next {@code ANALYZE}; those made on a small table take any index for as
 * good as any other, and autovacuum looks once a minute. Several nodes may do it at once. Not
 * thread-safe.
 */
public final class Statistics {
  private static final Logger LOG = LoggerFactory.getLogger(Statistics.class);

  // more than twice as many rows as it knew of, and 500
  private static final String OUTGROWN =
      """
      select format('%I.%I', s.schemaname, s.relname) as name, c.reltuples
      from pg_class c join pg_stat_user_tables s on s.relid = c.oid
      where c.relkind = 'r'
        and c.relnamespace = (select relnamespace from pg_class where oid = 'company'::regclass)
        and s.n_live_tup > 500 + 2 * greatest(c.reltuples, 0)
      order by s.n_live_tup / greatest(c.reltuples, 1) desc
      """;

  /**
   * @param known how many rows PostgreSQL thinks it has
   */
  private record Table(String name, float known) {}

  private final Database database;
  private final Database owner;
  private Map<String, Float> tried = Map.of();

  /**
   * @param database the look at the counters
   * @param owner owns the tables; connected to only where something has grown
   */
  public Statistics(Database database, Database owner) {
    this.database = database;
    this.owner = owner;
  }

  /** Costs one look at counters where nothing has grown. Gives how many tables it tried. */
  public int refresh() {
    var outgrown =
        database.read(
            connection ->
                Sql.list(
                    connection,
                    OUTGROWN,
                    row -> new Table(row.getString("name"), row.getFloat("reltuples"))));
    var due = outgrown.stream().filter(this::untried).toList();
    due.forEach(this::analyze);
    remember(outgrown);
    return due.size();
  }

  /** One that could not be analyzed is left to autovacuum. */
  private boolean untried(Table table) {
    return !Float.valueOf(table.known()).equals(tried.get(table.name()));
  }

  private void remember(List<Table> outgrown) {
    var now = new HashMap<String, Float>();
    outgrown.forEach(table -> now.put(table.name(), table.known()));
    tried = now;
  }

  private void analyze(Table table) {
    try {
      owner.read(
          connection -> {
            try (var statement = connection.createStatement()) {
              return statement.execute("analyze (skip_locked) " + table.name());
            }
          });
    } catch (RuntimeException e) {
      LOG.warn("{} is left to autovacuum", table.name(), e);
    }
  }
}
