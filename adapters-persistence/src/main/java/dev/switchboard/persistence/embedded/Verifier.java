package dev.switchboard.persistence.embedded;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.util.PasswordUtil;

/**
 * What the server keeps to check the superuser's password by. It would have each connection hash
 * the password 4,096 times, which makes short ones hard to guess and takes a program that starts a
 * tenth of a second and more. Ours is long and random, and nobody guesses it after one time either.
 */
final class Verifier {
  private static final String MARK = "SCRAM-SHA-256$1:";

  private Verifier() {}

  /** Once for each cluster. One that may not be written now keeps what it has. */
  static void shorten(Connection connection, String password) {
    try (var statement = connection.createStatement()) {
      if (kept(connection).startsWith(MARK)) {
        return;
      }
      var salt = Folders.random(16).getBytes(StandardCharsets.US_ASCII);
      var verifier = PasswordUtil.encodeScramSha256(password.toCharArray(), 1, salt);
      statement.execute("alter role " + EmbeddedPostgres.USER + " password '" + verifier + "'");
    } catch (SQLException _) {
      // in recovery, say: the next start comes to it
    }
  }

  private static String kept(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select rolpassword from pg_authid where rolname = current_user")) {
      return rows.next() ? rows.getString(1) : "";
    }
  }
}
