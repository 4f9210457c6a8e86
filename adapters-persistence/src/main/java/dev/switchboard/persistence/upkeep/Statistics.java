package dev.switchboard.persistence.upkeep;

import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.util.HashSet;

/**
 * Keeps what PostgreSQL knows of the tables in step with their growth, so that a plan made while a
 * table was small does not outlive that. Costs one look at the counters where nothing has grown;
 * each table is analyzed as often as it doubles. Several nodes may do it at once.
 */
public final class Statistics {
  private final Database database;

  public Statistics(Database database) {
    this.database = database;
  }

  /** How many tables were analyzed, or left to whoever is at it. */
  public int refresh() {
    var done = new HashSet<String>();
    while (outgrown() instanceof String table && done.add(table)) {}
    return done.size();
  }

  private String outgrown() {
    return database
        .read(
            connection ->
                Sql.list(connection, "select refresh_statistics()", row -> row.getString(1)))
        .getFirst();
  }
}
