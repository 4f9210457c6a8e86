package dev.switchboard.bootstrap.settings;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything the process is told from outside, read once and checked at the start. {@code
 * .env.example} documents each; a test keeps the two in step.
 */
public record Settings(
    Stage stage,
    Server server,
    Edge edge,
    Storage storage,
    Access access,
    AccountLimits accounts,
    MailSettings mail,
    Meta meta,
    Logs logs,
    AuditSettings audit) {
  private static final int SECRET_BYTES = 32;

  /** Production refuses to invent secrets. */
  public enum Stage {
    DEVELOPMENT,
    PRODUCTION
  }

  /**
   * Who may create an account without an administrator; without a word, anybody in development and
   * nobody in production.
   */
  public enum Registration {
    OPEN,
    INVITE,
    CLOSED
  }

  /** Which company a newcomer joins: the installation's first one, or one of their own. */
  public enum RegistrationCompany {
    DEFAULT,
    OWN
  }

  /** How a line of the log looks. */
  public enum LogFormat {
    PLAIN,
    JSON
  }

  /**
   * @param domain the name under which people reach the server, for the links it prints
   * @param drain how long requests are still served after readiness was taken back
   */
  public record Server(
      String host,
      int port,
      String domain,
      Optional<Certificate> certificate,
      List<String> corsOrigins,
      Duration drain) {
    /** For people to open; a server on all interfaces is reached by its domain. */
    public String url(int boundPort) {
      var scheme = certificate.isPresent() ? "https" : "http";
      return scheme + "://" + domain + ":" + boundPort;
    }
  }

  /** PEM files. */
  public record Certificate(Path chain, Path key) {}

  /**
   * @param dataDirectory generated secrets and, without {@code database}, the embedded server's
   *     files
   */
  public record Storage(
      Path dataDirectory, Optional<DatabaseUrl> database, int poolSize, int webhookPoolSize) {}

  /**
   * The two current secrets may be absent here; {@link Secrets} fills them in. Previous ones are
   * still accepted, so that a secret can be replaced without anybody noticing.
   *
   * @param minPassword characters of a new password; existing ones stay valid
   */
  public record Access(
      Optional<String> jwtSecret,
      Optional<String> previousJwtSecret,
      Optional<String> encryptionKey,
      Optional<String> previousEncryptionKey,
      Optional<String> passwordPepper,
      Duration accessTokenLife,
      Duration refreshTokenLife,
      int minPassword,
      Optional<String> adminPassword,
      Registration registration,
      RegistrationCompany registrationCompany) {
    @Override
    public String toString() {
      return "Access[registration=" + registration + "]";
    }
  }

  /**
   * @param facebookAppSecrets the current one first; several while one is being replaced
   * @param instagramAppSecrets the Facebook ones where Instagram has none of its own
   */
  public record Meta(
      Optional<String> appId,
      List<String> facebookAppSecrets,
      List<String> instagramAppSecrets,
      Optional<String> facebookVerifyToken,
      Optional<String> instagramVerifyToken,
      String graphVersion,
      URI graphBaseUrl) {
    @Override
    public String toString() {
      return "Meta[graphBaseUrl=" + graphBaseUrl + ", graphVersion=" + graphVersion + "]";
    }
  }

  public record Logs(Path folder, LogFormat format) {}

  /**
   * The environment over the {@code .env} file of the working directory.
   *
   * @throws InvalidSettings with every problem, not only the first
   */
  public static Settings from(Map<String, String> environment, Path dotEnv) {
    return from(environment, dotEnv, Map.of());
  }

  /**
   * As above, with {@code above} over both; a blank value there takes a setting away.
   *
   * @throws InvalidSettings with every problem, not only the first
   */
  public static Settings from(
      Map<String, String> environment, Path dotEnv, Map<String, String> above) {
    var values = new HashMap<>(DotEnv.read(dotEnv));
    environment.forEach(
        (name, value) -> {
          if (!value.isBlank()) {
            values.put(name, value);
          }
        });
    values.putAll(above);
    return from(values);
  }

  static Settings from(Map<String, String> values) {
    var reader = new Reader(values);
    var settings = read(reader);
    if (!reader.problems().isEmpty()) {
      throw new InvalidSettings(reader.problems());
    }
    return settings;
  }

  /** Every name that is understood. */
  static Set<String> names() {
    var reader = new Reader(Map.of());
    read(reader);
    return reader.names();
  }

  private static Settings read(Reader reader) {
    var stage = reader.choice("ENVIRONMENT", Stage.class, Stage.DEVELOPMENT);
    return new Settings(
        stage,
        server(reader, stage),
        Edge.read(reader, stage),
        storage(reader),
        access(reader, stage),
        AccountLimits.read(reader),
        MailSettings.read(reader, stage),
        meta(reader),
        logs(reader),
        AuditSettings.read(reader));
  }

  private static Server server(Reader reader, Stage stage) {
    var origins = reader.list("CORS_ORIGINS");
    if (origins.isEmpty() && stage == Stage.DEVELOPMENT) {
      origins = List.of("*"); // a frontend on another port of this machine just works
    }
    if (!origins.equals(List.of("*"))
        && !origins.stream().allMatch(origin -> origin.matches("https?://[^/\\s*]+"))) {
      reader.problem(
          "CORS_ORIGINS",
          "expected exact origins like https://app.example.com, separated by commas, or * alone");
    }
    return new Server(
        reader.text("HOST", "AI_MESSAGE_HOST", "0.0.0.0"),
        reader.integer("PORT", "AI_MESSAGE_PORT", 8000, 0, 65_535),
        reader.text("AI_MESSAGE_DOMAIN").orElse("localhost"),
        certificate(reader),
        origins,
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

  private static Storage storage(Reader reader) {
    return new Storage(
        reader.path("DATA_DIR", "data"),
        reader
            .text("DATABASE_URL")
            .flatMap(
                text ->
                    reader.converted(
                        "DATABASE_URL",
                        text,
                        DatabaseUrl::parse,
                        "postgresql://user:password@host:port/database")),
        reader.integer("DB_POOL_SIZE", 16, 2, 90),
        reader.integer("DB_WEBHOOK_POOL_SIZE", 6, 2, 90));
  }

  private static Access access(Reader reader, Stage stage) {
    var jwtSecret = reader.secret("JWT_SECRET", SECRET_BYTES);
    var encryptionKey = reader.secret("ENCRYPTION_KEY", SECRET_BYTES);
    if (stage == Stage.PRODUCTION) {
      required(reader, "JWT_SECRET", jwtSecret);
      required(reader, "ENCRYPTION_KEY", encryptionKey);
    }
    if (reader.text("JWT_ALGORITHM").filter(name -> !name.equals("HS256")).isPresent()) {
      reader.problem("JWT_ALGORITHM", "expected HS256, the only one supported");
    }
    var minPassword = reader.integer("PASSWORD_MIN_LENGTH", 8, 8, 64);
    var open = stage == Stage.DEVELOPMENT ? Registration.OPEN : Registration.CLOSED;
    return new Access(
        jwtSecret,
        reader.secret("JWT_SECRET_PREVIOUS", SECRET_BYTES),
        encryptionKey,
        reader.secret("ENCRYPTION_KEY_PREVIOUS", SECRET_BYTES),
        reader.secret("PASSWORD_PEPPER", SECRET_BYTES),
        Duration.ofMinutes(reader.integer("JWT_EXPIRATION_MINUTES", 30, 1, 1440)),
        Duration.ofDays(reader.integer("REFRESH_EXPIRATION_DAYS", 7, 1, 90)),
        minPassword,
        reader.text("ADMIN_PASSWORD").filter(text -> longEnough(reader, text, minPassword)),
        reader.choice("REGISTRATION", Registration.class, open),
        reader.choice(
            "REGISTRATION_COMPANY", RegistrationCompany.class, RegistrationCompany.DEFAULT));
  }

  private static boolean longEnough(Reader reader, String password, int least) {
    if (password.length() < least) {
      reader.problem("ADMIN_PASSWORD", "expected at least " + least + " characters");
    }
    return true;
  }

  private static void required(Reader reader, String name, Optional<String> secret) {
    if (secret.isEmpty()) {
      reader.problem(
          name,
          "expected with ENVIRONMENT=production, at least 32 random bytes (openssl rand -hex 32)");
    }
  }

  private static Meta meta(Reader reader) {
    var facebook = secrets(reader, "FACEBOOK_APP_SECRET", "FACEBOOK_APP_SECRET_PREVIOUS");
    var instagram = secrets(reader, "INSTAGRAM_APP_SECRET", "INSTAGRAM_APP_SECRET_ALT");
    var anyToken = reader.text("VERIFY_TOKEN");
    return new Meta(
        reader.text("FACEBOOK_APP_ID"),
        facebook,
        instagram.isEmpty() ? facebook : instagram,
        reader.text("FACEBOOK_WEBHOOK_VERIFY_TOKEN").or(() -> anyToken),
        reader.text("INSTAGRAM_WEBHOOK_VERIFY_TOKEN").or(() -> anyToken),
        graphVersion(reader),
        graphBaseUrl(reader));
  }

  /** Meta's own are 32 hexadecimal digits; the ancestors asked for ten characters. */
  private static List<String> secrets(Reader reader, String current, String other) {
    for (var name : List.of(current, other)) {
      if (reader.list(name).stream().anyMatch(secret -> Reader.weak(secret, 10))) {
        reader.problem(name, "expected the app secret from Meta's app settings");
      }
    }
    return Stream.concat(reader.list(current).stream(), reader.list(other).stream())
        .distinct()
        .toList();
  }

  private static String graphVersion(Reader reader) {
    var version = reader.text("GRAPH_VERSION").orElse("v25.0");
    if (!version.matches("v\\d{1,3}\\.\\d")) {
      reader.problem("GRAPH_VERSION", "expected a version like v25.0");
    }
    return version;
  }

  private static URI graphBaseUrl(Reader reader) {
    var usual = "https://graph.facebook.com";
    var text = reader.text("GRAPH_BASE_URL").orElse(usual);
    return reader
        .converted("GRAPH_BASE_URL", text, Settings::webAddress, "an address like " + usual)
        .orElse(URI.create(usual));
  }

  private static URI webAddress(String text) {
    var uri = URI.create(text.replaceFirst("/+$", ""));
    if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
      throw new IllegalArgumentException("no web address");
    }
    return uri;
  }

  private static Logs logs(Reader reader) {
    return new Logs(
        reader.path("AI_MESSAGE_LOGS_FOLDER", "logs"),
        reader.choice("LOG_FORMAT", LogFormat.class, LogFormat.PLAIN));
  }
}
