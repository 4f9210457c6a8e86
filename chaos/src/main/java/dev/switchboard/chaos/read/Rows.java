package dev.switchboard.chaos.read;

import dev.switchboard.chaos.history.Sight;
import dev.switchboard.chaos.machine.Postgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What no route shows: read from the database itself. */
final class Rows {
  private final Postgres postgres;

  Rows(Postgres postgres) {
    this.postgres = postgres;
  }

  /** Of all companies and of none. */
  List<Sight.Parked> parked() {
    return all("select element from parked_event where state = 'parked'").stream()
        .map(Sight.Parked::new)
        .toList();
  }

  /** Ids, the oldest first, as the product orders them. */
  List<Long> directOrder(long company) {
    return all(
            "select id from direct_message where company_id = "
                + company
                + " order by created_at, id")
        .stream()
        .map(Long::valueOf)
        .toList();
  }

  List<String> all(String sql) {
    var rows = new ArrayList<String>();
    try (var connection = postgres.server().connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
