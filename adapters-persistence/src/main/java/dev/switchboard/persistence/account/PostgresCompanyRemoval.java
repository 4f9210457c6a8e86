package dev.switchboard.persistence.account;

import dev.switchboard.application.Contention;
import dev.switchboard.application.account.CompanyRemoval;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds in the catalogue which tables have a {@code company_id}, so that a table that comes later
 * is not forgotten, and empties them from the leaves of the foreign keys to their root.
 */
public final class PostgresCompanyRemoval implements CompanyRemoval {
  /** Without partitions, which their parent stands for, and without what may only grow. */
  private static final String TABLES =
      """
      select c.oid::bigint as id, quote_ident(c.relname) as name,
        array(
          select quote_ident(k.attname) from pg_index i
          cross join unnest(i.indkey) with ordinality key (number, place)
          join pg_attribute k on k.attrelid = c.oid and k.attnum = key.number
          where i.indrelid = c.oid and i.indisprimary order by key.place
        ) as keys,
        array(
          select f.confrelid::bigint from pg_constraint f
          where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid
        ) as needs
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id' and not a.attisdropped
      where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
        and not c.relispartition and has_table_privilege(c.oid, 'delete')
      order by c.relname
      """;

  /** Against every foreign key that would be checked from now on. */
  private static final String LOCK = "select id from company where id = ? for update";

  private static final String FOREIGN_KEY_VIOLATION = "23503";
  private static final int ROWS_AT_ONCE = 2_000;

  private record Emptied(long id, String name, String keys, Set<Long> needs) {}

  private final Database database;

  public PostgresCompanyRemoval(Database database) {
    this.database = database;
  }

  @Override
  public void shut(CompanyId company) {
    for (var directory : List.of("login_name", "channel_route")) {
      database.write(
          company,
          connection ->
              Sql.update(
                  connection,
                  "delete from " + directory + " where company_id = ?",
                  company.value()));
    }
    database.write(
        company,
        connection ->
            Sql.update(
                connection,
                "update app_user set is_superuser = false where company_id = ? and is_superuser",
                company.value()));
  }

  @Override
  public int removeSome(CompanyId company, int rows) {
    return database.write(company, connection -> orAgain(connection, company, rows));
  }

  /** What is written meanwhile is seen, and can be removed, by the next unit of work. */
  private static int orAgain(Connection connection, CompanyId company, int rows)
      throws SQLException {
    try {
      return removeSome(connection, company, rows);
    } catch (SQLException e) {
      if (FOREIGN_KEY_VIOLATION.equals(e.getSQLState())) {
        throw new Contention(e);
      }
      throw e;
    }
  }

  private static int removeSome(Connection connection, CompanyId company, int rows)
      throws SQLException {
    int left = rows;
    for (var table : leavesFirst(Sql.list(connection, TABLES, PostgresCompanyRemoval::table))) {
      left -=
          Sql.update(
              connection,
              "delete from %1$s where (%2$s) in (select %2$s from %1$s where company_id = ? limit ?)"
                  .formatted(table.name(), table.keys()),
              company.value(),
              left);
      if (left <= 0) {
        break;
      }
    }
    return rows - left;
  }

  private static Emptied table(ResultSet row) throws SQLException {
    var keys = (String[]) row.getArray("keys").getArray();
    var needs = (Long[]) row.getArray("needs").getArray();
    return new Emptied(
        row.getLong("id"),
        row.getString("name"),
        String.join(", ", keys),
        Arrays.stream(needs).collect(Collectors.toSet()));
  }

  /** No table comes before one that refers to it. */
  private static List<Emptied> leavesFirst(List<Emptied> tables) {
    var waiting = new ArrayList<>(tables);
    var ordered = new ArrayList<Emptied>();
    while (!waiting.isEmpty()) {
      var needed = new HashSet<Long>();
      waiting.forEach(table -> needed.addAll(table.needs()));
      var free = waiting.stream().filter(table -> !needed.contains(table.id())).toList();
      if (free.isEmpty()) {
        throw new IllegalStateException("tables refer to each other in a circle: " + waiting);
      }
      ordered.addAll(free);
      waiting.removeAll(free);
    }
    return ordered;
  }

  @Override
  public void remove(CompanyId company) {
    database.write(
        company,
        connection -> {
          Sql.one(connection, LOCK, row -> row.getLong(1), company.value());
          while (orAgain(connection, company, ROWS_AT_ONCE) > 0) {
            // little: everything else went before
          }
          return Sql.update(connection, "delete from company where id = ?", company.value());
        });
  }
}
