package dev.switchboard.bootstrap.settings;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * {@code postgresql://user:password@host:port/database?parameters} as JDBC wants it: credentials
 * apart from the address. Several hosts with commas are allowed, as libpq has them; of these the
 * primary is meant, where the URL does not say otherwise.
 */
public record DatabaseUrl(String jdbcUrl, String user, String password) {
  private static final Pattern SAYS_WHICH = Pattern.compile("[?&]targetServerType=");

  /**
   * @throws IllegalArgumentException not such a URL; the message does not repeat it
   */
  public static DatabaseUrl parse(String text) {
    var url = text.replaceFirst("^(postgres|postgresql(\\+\\w+)?)://", "//");
    if (url.equals(text)) {
      throw new IllegalArgumentException("no postgresql:// URL");
    }
    // java.net.URI knows one host only; the authority is cut by hand
    var path = url.indexOf('/', 2);
    var authority = url.substring(2, path < 0 ? url.length() : path);
    var rest = path < 0 ? "" : url.substring(path + 1);
    var at = authority.lastIndexOf('@');
    var hosts = authority.substring(at + 1);
    var database = rest.contains("?") ? rest.substring(0, rest.indexOf('?')) : rest;
    if (at < 0 || hosts.isBlank() || database.isBlank()) {
      throw new IllegalArgumentException("user, host or database is missing");
    }
    var credentials = authority.substring(0, at);
    var colon = credentials.indexOf(':');
    var user = decoded(colon < 0 ? credentials : credentials.substring(0, colon));
    var password = colon < 0 ? "" : decoded(credentials.substring(colon + 1));
    if (user.isBlank()) {
      throw new IllegalArgumentException("the user is missing");
    }
    var address = hosts.contains(",") ? ofPrimary(rest) : rest;
    return new DatabaseUrl(checked("jdbc:postgresql://" + hosts + "/" + address), user, password);
  }

  /** The driver's own choice is whoever answers first, which may be a standby. */
  private static String ofPrimary(String rest) {
    if (SAYS_WHICH.matcher(rest).find()) {
      return rest;
    }
    return rest + (rest.contains("?") ? "&" : "?") + "targetServerType=primary";
  }

  private static String checked(String jdbcUrl) {
    for (var host : jdbcUrl.substring(18, jdbcUrl.indexOf('/', 18)).split(",", -1)) {
      var uri = URI.create("postgresql://" + host);
      if (uri.getHost() == null || uri.getPort() > 65_535) {
        throw new IllegalArgumentException("no host and port");
      }
    }
    return jdbcUrl;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Without the credentials. */
  @Override
  public String toString() {
    return jdbcUrl.replaceFirst("\\?.*", "");
  }
}
