package dev.switchboard.bootstrap.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where it listens, and for whom.
 *
 * @param domain the name under which people reach the server, for the links it prints
 * @param requestTime how long a client may take to send one request
 * @param drain how long requests are still served after readiness was taken back
 */
public record ServerSettings(
    String host,
    int port,
    String domain,
    Optional<Certificate> certificate,
    List<String> corsOrigins,
    Duration requestTime,
    Duration drain) {
  /** PEM files. */
  public record Certificate(Path chain, Path key) {}

  /** For people to open; a server on all interfaces is reached by its domain. */
  public String url(int boundPort) {
    var scheme = certificate.isPresent() ? "https" : "http";
    return scheme + "://" + domain + ":" + boundPort;
  }

  static ServerSettings read(Reader reader, Settings.Stage stage) {
    var origins = reader.list("CORS_ORIGINS");
    if (origins.isEmpty() && stage == Settings.Stage.DEVELOPMENT) {
      origins = List.of("*"); // a frontend on another port of this machine just works
    }
    if (!origins.equals(List.of("*"))
        && !origins.stream().allMatch(origin -> origin.matches("https?://[^/\\s*]+"))) {
      reader.problem(
          "CORS_ORIGINS",
          "expected exact origins like https://app.example.com, separated by commas, or * alone");
    }
    return new ServerSettings(
        reader.text("HOST", "AI_MESSAGE_HOST", "0.0.0.0"),
        reader.integer("PORT", "AI_MESSAGE_PORT", 8000, 0, 65_535),
        reader.text("AI_MESSAGE_DOMAIN").orElse("localhost"),
        certificate(reader),
        origins,
        Duration.ofSeconds(reader.integer("REQUEST_SECONDS", 60, 1, 600)),
        Duration.ofSeconds(reader.integer("DRAIN_SECONDS", 2, 0, 5)));
  }

  private static Optional<Certificate> certificate(Reader reader) {
    var chain = file(reader, "AI_MESSAGE_SSL_CERT");
    var key = file(reader, "AI_MESSAGE_SSL_KEY");
    if (chain.isPresent() != key.isPresent()) {
      reader.problem(
          chain.isPresent() ? "AI_MESSAGE_SSL_KEY" : "AI_MESSAGE_SSL_CERT",
          "expected too, for certificate and key go together");
    }
    return chain.flatMap(c -> key.map(k -> new Certificate(c, k)));
  }

  private static Optional<Path> file(Reader reader, String name) {
    var path = reader.text(name).flatMap(t -> reader.converted(name, t, Path::of, "a path"));
    if (path.filter(file -> !Files.isReadable(file)).isPresent()) {
      reader.problem(name, "expected a readable PEM file");
    }
    return path;
  }
}
