package dev.switchboard.bootstrap;

import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.web.Access;
import dev.switchboard.web.WebServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code docs/permissions.md}: the one table that says who gets in where. People write it; the
 * tests hold the product to it.
 */
final class PermissionsPage {
  private static final Path PAGE = Path.of("..", "docs", "permissions.md");
  private static final String ROUTE = "\\| `(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) /.*";

  private final List<String> lines;

  private PermissionsPage(List<String> lines) {
    this.lines = lines;
  }

  static PermissionsPage read() throws IOException {
    return new PermissionsPage(Files.readAllLines(PAGE));
  }

  /** The line of each route, by {@code GET /path}. */
  Map<String, String> routes() {
    var rows = new TreeMap<String, String>();
    for (var line : lines) {
      if (line.matches(ROUTE) && rows.put(line.substring(3, line.indexOf('`', 3)), line) != null) {
        throw new AssertionError("twice in docs/permissions.md: " + line);
      }
    }
    return rows;
  }

  /** As the table writes it. */
  static String line(WebServer.Registered route, List<String> cells) {
    return "| `%s` | %s | %s |"
        .formatted(name(route), needs(route.access()), String.join(" | ", cells));
  }

  static String name(WebServer.Registered route) {
    return route.method() + " " + route.path();
  }

  private static String needs(Access access) {
    return switch (access) {
      case Access.Public _ -> "nothing";
      case Access.Authenticated _ -> "a login";
      case Access.Provable _ -> "a login or a proof in the body";
      case Access.Superuser _ -> "superuser";
      case Access.AnyOf(var permissions) ->
          permissions.stream()
              .sorted()
              .map(permission -> "`" + permission.code() + "`")
              .collect(Collectors.joining(" or "));
    };
  }

  boolean contains(String line) {
    return lines.contains(line);
  }

  /** What each system role grants, as the page must say it. */
  static Stream<String> grants() {
    return Arrays.stream(Permission.values())
        .map(
            permission ->
                "| `%s` | %s | %s |"
                    .formatted(
                        permission.code(),
                        permission.label(),
                        Arrays.stream(SystemRole.values())
                            .map(role -> role.permissions().contains(permission) ? "yes" : "")
                            .collect(Collectors.joining(" | "))));
  }
}
