package dev.switchboard.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What PostgreSQL did for a statement: it is executed, writes too. */
public final class Plan {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> THROWN_AWAY =
      List.of(
          "Rows Removed by Filter", "Rows Removed by Join Filter", "Rows Removed by Index Recheck");

  private final List<JsonNode> nodes = new ArrayList<>();
  private final String text;

  private Plan(String json) throws JsonProcessingException {
    text = json;
    collect(JSON.readTree(json).path(0).path("Plan"));
  }

  public static Plan of(Connection connection, String sql, Object... parameters)
      throws SQLException {
    var explained = "explain (analyze, costs off, timing off, format json) " + sql;
    var json = Sql.one(connection, explained, row -> row.getString(1), parameters).orElseThrow();
    try {
      return new Plan(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(json, e);
    }
  }

  private void collect(JsonNode node) {
    nodes.add(node);
    node.path("Plans").forEach(this::collect);
  }

  /** No step reads or sorts more than {@code rows}, and no table is read from end to end. */
  public Plan touchesAtMost(int rows) {
    for (var node : nodes) {
      assertThat(node.path("Node Type").asText()).as(text).isNotEqualTo("Seq Scan");
      var loops = node.path("Actual Loops").asLong();
      assertThat(loops * node.path("Actual Rows").asLong()).as(text).isLessThanOrEqualTo(rows);
      for (var thrownAway : THROWN_AWAY) {
        assertThat(loops * node.path(thrownAway).asLong()).as(text).isLessThanOrEqualTo(rows);
      }
    }
    return this;
  }

  public Plan sortsNothing() {
    assertThat(nodes).as(text).noneMatch(node -> node.path("Node Type").asText().contains("Sort"));
    return this;
  }

  public Plan reads(String index) {
    assertThat(nodes).as(text).anyMatch(node -> node.path("Index Name").asText().equals(index));
    return this;
  }
}
