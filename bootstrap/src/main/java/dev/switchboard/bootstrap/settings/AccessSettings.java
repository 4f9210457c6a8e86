package dev.switchboard.bootstrap.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * Secrets, and who gets in with what. The two current secrets may be absent here; {@link Secrets}
 * fills them in. Previous ones are still accepted, so that a secret can be replaced without anybody
 * noticing.
 *
 * @param minPassword characters of a new password; existing ones stay valid
 */
public record AccessSettings(
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
  private static final int SECRET_BYTES = 32;

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

  @Override
  public String toString() {
    return "AccessSettings[registration=" + registration + "]";
  }

  static AccessSettings read(Reader reader, Settings.Stage stage) {
    var jwtSecret = reader.secret("JWT_SECRET", SECRET_BYTES);
    var encryptionKey = reader.secret("ENCRYPTION_KEY", SECRET_BYTES);
    if (stage == Settings.Stage.PRODUCTION) {
      required(reader, "JWT_SECRET", jwtSecret);
      required(reader, "ENCRYPTION_KEY", encryptionKey);
    }
    if (reader.text("JWT_ALGORITHM").filter(name -> !name.equals("HS256")).isPresent()) {
      reader.problem("JWT_ALGORITHM", "expected HS256, the only one supported");
    }
    var minPassword = reader.integer("PASSWORD_MIN_LENGTH", 8, 8, 64);
    var open = stage == Settings.Stage.DEVELOPMENT ? Registration.OPEN : Registration.CLOSED;
    return new AccessSettings(
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
}
