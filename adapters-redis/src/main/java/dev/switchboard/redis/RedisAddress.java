package dev.switchboard.redis;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * {@code redis://user:password@host:port/database}, or {@code rediss://} for TLS with the
 * certificate checked against the host's name.
 */
public record RedisAddress(
    String host,
    int port,
    boolean tls,
    Optional<String> user,
    Optional<String> password,
    int database) {
  private static final int DEFAULT_PORT = 6379;

  /**
   * @throws IllegalArgumentException not such a URL; the message does not repeat it
   */
  public static RedisAddress parse(String text) {
    var scheme = text.replaceFirst("://.*", "");
    if (!scheme.equals("redis") && !scheme.equals("rediss")) {
      throw new IllegalArgumentException("no redis:// URL");
    }
    var rest = text.substring(Math.min(text.length(), scheme.length() + "://".length()));
    // by hand, for a password may hold what a URI may not
    var at = rest.lastIndexOf('@');
    var credentials = at < 0 ? "" : rest.substring(0, at);
    var uri = address(scheme, rest.substring(at + 1));
    var colon = credentials.indexOf(':');
    var user = colon < 0 ? "" : credentials.substring(0, colon);
    var password = credentials.substring(colon + 1);
    return new RedisAddress(
        uri.getHost(),
        uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
        scheme.equals("rediss"),
        decoded(user),
        decoded(password),
        database(uri));
  }

  private static URI address(String scheme, String hostAndPath) {
    URI uri;
    try {
      uri = URI.create(scheme + "://" + hostAndPath);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("no host and port");
    }
    if (uri.getHost() == null
        || uri.getPort() > 65_535
        || uri.getPort() == 0
        || uri.getQuery() != null
        || uri.getFragment() != null) {
      throw new IllegalArgumentException("no host and port");
    }
    return uri;
  }

  private static int database(URI uri) {
    var path = uri.getPath();
    if (path.isEmpty() || path.equals("/")) {
      return 0;
    }
    if (!path.matches("/\\d{1,4}")) {
      throw new IllegalArgumentException("no number of a database");
    }
    return Integer.parseInt(path.substring(1));
  }

  private static Optional<String> decoded(String text) {
    try {
      return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8))
          .filter(value -> !value.isEmpty());
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("credentials that are not percent-encoded");
    }
  }

  /** Without the credentials. */
  @Override
  public String toString() {
    return (tls ? "rediss" : "redis") + "://" + host + ":" + port + "/" + database;
  }
}
