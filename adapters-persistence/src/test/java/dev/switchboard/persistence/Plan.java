package dev.switchboard.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What PostgreSQL did for a statement: it is executed, writes too. */
public final class Plan {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PLACE = Pattern.compile("\\?");
  private static final List<String> THROWN_AWAY =
      List.of(
          "Rows Removed by Filter", "Rows Removed by Join Filter", "Rows Removed by Index Recheck");

  private final List<JsonNode> nodes = new ArrayList<>();
  private final String text;

  private Plan(String json) throws JsonProcessingException {
    text = json;
    collect(JSON.readTree(json).path(0).path("Plan"));
  }

  /** As the product runs it: prepared, and under the settings of the connection's pool. */
  public static Plan of(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("prepare planned as " + numbered(sql));
      return executed(statement, parameters);
    }
  }

  /**
   * A plan lives as long as its connection, or until the next {@code analyze}.
   *
   * @param growth what fills the tables once the plan is made
   */
  public static Plan of(Connection connection, String sql, String growth, Object... parameters)
      throws SQLException {
    try (var statement = connection.createStatement()) {
      return grown(connection, sql, () -> statement.execute(growth), parameters);
    }
  }

  /** What fills the tables, here or on another connection. */
  @FunctionalInterface
  public interface Growth {
    void happen() throws SQLException;
  }

  /** As {@link #of(Connection, String, String, Object...)}. */
  public static Plan grown(Connection connection, String sql, Growth growth, Object... parameters)
      throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("prepare planned as " + numbered(sql));
      statement.execute("explain execute planned" + literals(parameters));
      growth.happen();
      return executed(statement, parameters);
    }
  }

  private static Plan executed(Statement statement, Object... parameters) throws SQLException {
    try (var row =
        statement.executeQuery(
            "explain (analyze, costs off, timing off, buffers off, format json) execute planned"
                + literals(parameters))) {
      row.next();
      return new Plan(row.getString(1));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    } finally {
      statement.execute("deallocate planned");
    }
  }

  private static String numbered(String sql) {
    var number = new AtomicInteger();
    return PLACE.matcher(sql).replaceAll(_ -> "\\$" + number.incrementAndGet());
  }

  private static String literals(Object... parameters) {
    return parameters.length == 0
        ? ""
        : Arrays.stream(parameters).map(Plan::literal).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String literal(Object value) {
    return switch (value) {
      case null -> "null";
      case Object[] many -> // without a type, for nulls alone would have the wrong one
          Arrays.stream(many).map(Plan::element).collect(Collectors.joining(",", "'{", "}'"));
      case Number number -> number.toString();
      case Boolean flag -> flag.toString();
      default -> "'" + value.toString().replace("'", "''") + "'";
    };
  }

  private static String element(Object value) {
    return value == null
        ? "null"
        : '"' + value.toString().replace("'", "''") + '"'; // no quotes within, in tests
  }

  private void collect(JsonNode node) {
    nodes.add(node);
    node.path("Plans").forEach(this::collect);
  }

  /** No step reads or sorts more than {@code rows}, and no table is read from end to end. */
  public Plan touchesAtMost(int rows) {
    for (var node : nodes) {
      assertThat(node.path("Node Type").asText()).as(text).isNotEqualTo("Seq Scan");
      assertThat(overall(node, "Actual Rows")).as(text).isLessThanOrEqualTo(rows);
      for (var thrownAway : THROWN_AWAY) {
        assertThat(overall(node, thrownAway)).as(text).isLessThanOrEqualTo(rows);
      }
    }
    return this;
  }

  /** PostgreSQL gives the mean of the times a step was run. */
  private static long overall(JsonNode node, String figure) {
    return Math.round(node.path("Actual Loops").asDouble() * node.path(figure).asDouble());
  }

  public Plan sortsNothing() {
    assertThat(values("Node Type")).as(text).noneMatch(type -> type.contains("Sort"));
    return this;
  }

  public Plan reads(String index) {
    assertThat(values("Index Name")).as(text).contains(index);
    return this;
  }

  private List<String> values(String name) {
    return nodes.stream().map(node -> node.path(name).asText()).toList();
  }
}
