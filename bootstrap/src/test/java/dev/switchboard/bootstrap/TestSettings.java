package dev.switchboard.bootstrap;

import dev.switchboard.bootstrap.settings.Settings;
import dev.switchboard.persistence.PersistenceUnit;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Settings of an installation on a test database and a free port. */
public final class TestSettings {
  public static final String ADMIN_PASSWORD = "an administrator of tests";
  public static final String FACEBOOK_APP_SECRET = "facebook-secret-of-tests";
  public static final String INSTAGRAM_APP_SECRET = "instagram-secret-of-tests";
  public static final String VERIFY_TOKEN = "verify-token-of-tests";

  private TestSettings() {}

  /** {@code more} wins. */
  public static Settings of(
      PersistenceUnit.Config database, Path folder, Map<String, String> more) {
    var environment = new HashMap<String, String>();
    environment.put("HOST", "127.0.0.1");
    environment.put("PORT", "0");
    environment.put("DATA_DIR", folder.resolve("data").toString());
    environment.put("AI_MESSAGE_LOGS_FOLDER", folder.resolve("logs").toString());
    environment.put(
        "DATABASE_URL",
        database
            .jdbcUrl()
            .replace(
                "jdbc:postgresql://",
                "postgresql://%s:%s@".formatted(database.user(), database.password())));
    environment.put("ADMIN_PASSWORD", ADMIN_PASSWORD);
    environment.put("FACEBOOK_APP_SECRET", FACEBOOK_APP_SECRET);
    environment.put("INSTAGRAM_APP_SECRET", INSTAGRAM_APP_SECRET);
    environment.put("VERIFY_TOKEN", VERIFY_TOKEN);
    environment.put("CORS_ORIGINS", "*");
    environment.put("DRAIN_SECONDS", "0");
    environment.putAll(more);
    return Settings.from(environment, folder.resolve("no.env"));
  }
}
