package dev.switchboard.bootstrap.settings;

import dev.switchboard.redis.RedisAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything the process is told from outside, read once and checked at the start. {@code
 * .env.example} documents each; a test keeps the two in step.
 *
 * @param redis where nodes tell each other what happens; one node needs none
 */
public record Settings(
    Stage stage,
    ServerSettings server,
    Edge edge,
    Storage storage,
    Optional<RedisAddress> redis,
    AccessSettings access,
    AccountLimits accounts,
    CompanyLimits companies,
    MailSettings mail,
    MetaSettings meta,
    Logs logs,
    AuditSettings audit) {
  /** Production refuses to invent secrets. */
  public enum Stage {
    DEVELOPMENT,
    PRODUCTION
  }

  /** How a line of the log looks. */
  public enum LogFormat {
    PLAIN,
    JSON
  }

  /**
   * @param dataDirectory generated secrets and, without {@code database}, the embedded server's
   *     files
   */
  public record Storage(
      Path dataDirectory, Optional<DatabaseUrl> database, int poolSize, int webhookPoolSize) {}

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
        ServerSettings.read(reader, stage),
        Edge.read(reader, stage),
        storage(reader),
        redis(reader),
        AccessSettings.read(reader, stage),
        AccountLimits.read(reader),
        CompanyLimits.read(reader),
        MailSettings.read(reader, stage),
        MetaSettings.read(reader),
        logs(reader),
        AuditSettings.read(reader));
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

  private static Optional<RedisAddress> redis(Reader reader) {
    return reader
        .text("REDIS_URL")
        .flatMap(
            text ->
                reader.converted(
                    "REDIS_URL",
                    text,
                    RedisAddress::parse,
                    "redis://user:password@host:port/0, or rediss:// for TLS"));
  }

  private static Logs logs(Reader reader) {
    return new Logs(
        reader.path("AI_MESSAGE_LOGS_FOLDER", "logs"),
        reader.choice("LOG_FORMAT", LogFormat.class, LogFormat.PLAIN));
  }
}
