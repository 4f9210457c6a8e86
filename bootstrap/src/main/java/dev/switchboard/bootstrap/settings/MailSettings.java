package dev.switchboard.bootstrap.settings;

import dev.switchboard.bootstrap.settings.Settings.Stage;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.user.EmailAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Mail, and the reset of passwords by it.
 *
 * @param smtp absent: files in development, no mail in production
 * @param frontend where links lead; empty where the server's own address must do
 * @param resetLife how long a link for a reset works
 * @param resets whether a forgotten password can be replaced; never without a way for mail
 */
public record MailSettings(
    Optional<Smtp> smtp,
    String senderAddress,
    String senderName,
    Optional<String> support,
    Optional<URI> frontend,
    Optional<String> resetSubject,
    Duration resetLife,
    boolean resets) {
  /** Where nobody said from whom mail is; only files are sent from there. */
  private static final String NOBODY = "switchboard@localhost";

  private static final List<String> FRONTEND =
      List.of("FRONTEND_BASE_URL", "APP_BASE_URL", "PUBLIC_APP_URL", "FRONTEND_URL");

  /** How the connection to the server is protected. */
  public enum Security {
    NONE,
    STARTTLS,
    TLS
  }

  private enum Flag {
    TRUE,
    FALSE
  }

  /**
   * @param user absent where the server wants no login; otherwise the password is there
   */
  public record Smtp(
      String host, int port, Security security, Optional<String> user, Optional<String> password) {
    @Override
    public String toString() {
      return "Smtp[host=" + host + ", port=" + port + ", security=" + security + "]";
    }
  }

  static MailSettings read(Reader reader, Stage stage) {
    var smtp = smtp(reader);
    var from = from(reader, smtp);
    var frontend = frontend(reader);
    var wanted = flag(reader, "ENABLE_FORGOT_PASSWORD", true);
    if (smtp.isPresent() && frontend.isEmpty() && stage == Stage.PRODUCTION) {
      reader.problem(
          FRONTEND.getFirst(),
          "expected with SMTP_HOST and ENVIRONMENT=production, the address that links in mail lead to");
    }
    return new MailSettings(
        smtp,
        from.orElse(NOBODY),
        reader.text("SMTP_FROM_NAME").orElse("Switchboard"),
        address(reader, "SUPPORT_CONTACT_EMAIL"),
        frontend,
        reader.text("PASSWORD_RESET_EMAIL_SUBJECT"),
        Duration.ofMinutes(reader.integer("PASSWORD_RESET_TOKEN_MINUTES", 60, 1, 60)),
        wanted && (smtp.isPresent() || stage == Stage.DEVELOPMENT));
  }

  private static Optional<Smtp> smtp(Reader reader) {
    var host = reader.text("SMTP_HOST");
    var security = security(reader);
    var port = reader.integer("SMTP_PORT", security == Security.TLS ? 465 : 587, 1, 65_535);
    var user = reader.text("SMTP_USER");
    var byAlias = reader.text("SMTP_USERNAME");
    var login = user.or(() -> byAlias);
    var password = reader.text("SMTP_PASSWORD");
    if (login.isPresent() != password.isPresent()) {
      reader.problem(
          login.isPresent() ? "SMTP_PASSWORD" : "SMTP_USER",
          "expected too, for user and password go together");
    }
    if (host.isEmpty() && login.isPresent()) {
      reader.problem("SMTP_HOST", "expected with SMTP_USER");
    }
    return host.map(name -> new Smtp(name, port, security, login, password));
  }

  private static Security security(Reader reader) {
    var tls = flag(reader, "SMTP_SSL", false);
    var startTls = flag(reader, "SMTP_USE_TLS", !tls);
    if (tls && startTls) {
      reader.problem(
          "SMTP_SSL", "expected false with SMTP_USE_TLS: TLS begins at once, or by STARTTLS");
    }
    if (tls) {
      return Security.TLS;
    }
    return startTls ? Security.STARTTLS : Security.NONE;
  }

  private static boolean flag(Reader reader, String name, boolean otherwise) {
    return reader.choice(name, Flag.class, otherwise ? Flag.TRUE : Flag.FALSE) == Flag.TRUE;
  }

  /** The login is often an address, and then the one to send from. */
  private static Optional<String> from(Reader reader, Optional<Smtp> smtp) {
    var given = address(reader, "SMTP_FROM");
    var login = smtp.flatMap(Smtp::user).filter(MailSettings::isAddress);
    if (smtp.isPresent() && given.isEmpty() && login.isEmpty()) {
      reader.problem("SMTP_FROM", "expected with SMTP_HOST, the address that mail is sent from");
    }
    return given.or(() -> login);
  }

  private static Optional<String> address(Reader reader, String name) {
    var text = reader.text(name);
    if (text.filter(given -> !isAddress(given)).isPresent()) {
      reader.problem(name, "expected an e-mail address");
    }
    return text;
  }

  private static boolean isAddress(String text) {
    try {
      return new EmailAddress(text).value().contains("@");
    } catch (Rejected _) {
      return false;
    }
  }

  private static Optional<URI> frontend(Reader reader) {
    return FRONTEND.stream()
        .map(name -> frontend(reader, name))
        .toList() // each is asked for, so that each is known as a setting
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<URI> frontend(Reader reader, String name) {
    return reader
        .text(name)
        .flatMap(
            text ->
                reader.converted(
                    name, text, MailSettings::page, "an address like https://app.example.com"));
  }

  private static URI page(String text) {
    var uri = URI.create(text.replaceFirst("/+$", ""));
    var more =
        Stream.of(uri.getUserInfo(), uri.getQuery(), uri.getFragment())
            .anyMatch(part -> part != null);
    if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme()) || more) {
      throw new IllegalArgumentException("no web address");
    }
    return uri;
  }
}
