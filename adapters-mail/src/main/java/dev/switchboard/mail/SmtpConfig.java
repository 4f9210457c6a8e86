package dev.switchboard.mail;

import java.time.Duration;
import java.util.Optional;

/**
 * The server that takes our mail.
 *
 * @param timeout for connecting, and for each single answer and write
 */
public record SmtpConfig(
    String host, int port, Security security, Optional<Login> login, Duration timeout) {
  /** How the connection is protected. With either way, a server that cannot gets nothing. */
  public enum Security {
    NONE,
    STARTTLS,
    /** From the first byte on. */
    TLS
  }

  /** Never printed. */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[hidden]";
    }
  }
}
