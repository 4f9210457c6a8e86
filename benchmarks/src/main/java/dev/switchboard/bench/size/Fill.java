package dev.switchboard.bench.size;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** Fills a database that the product has migrated, with set-based statements on the server. */
final class Fill {
  private static final Pattern NAME = Pattern.compile("(?<!:):([a-z]+)");

  private Fill() {}

  /**
   * @param agent the one whose inbox is measured
   */
  static void run(Connection owner, Volume volume, long company, long agent) throws SQLException {
    try (var statement = owner.createStatement()) {
      for (var step : script().split(";\n\n")) {
        statement.execute(
            NAME.matcher(step)
                .replaceAll(name -> Long.toString(value(name.group(1), volume, company, agent))));
      }
    }
  }

  private static long value(String name, Volume volume, long company, long agent) {
    return switch (name) {
      case "company" -> company;
      case "agent" -> agent;
      case "agents" -> Volume.AGENTS;
      case "members" -> volume.members();
      case "companies" -> volume.companies();
      case "chats" -> volume.chats();
      case "others" -> volume.others();
      case "longest" -> volume.longest();
      case "direct" -> volume.direct();
      case "reports" -> volume.reports();
      case "events" -> volume.events();
      default -> throw new IllegalStateException("no value for :" + name);
    };
  }

  private static String script() {
    try (var stream = Fill.class.getResourceAsStream("/size/fill.sql")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replaceAll(";\n*$", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
