package dev.switchboard.bootstrap.settings;

import dev.switchboard.application.throttle.Throttling.Quotas;
import dev.switchboard.domain.Rejection.Quota;
import dev.switchboard.web.Proxies;
import java.time.Duration;

/**
 * What stands between the server and the world.
 *
 * @param quotas how often it may be tried to get in
 * @param docs whether the description of the API and its page are served; in production only when
 *     asked for
 */
public record Edge(Proxies proxies, Quotas quotas, boolean docs) {
  private static final int MOST = 1_000_000;
  // an office behind one address, whose sessions have all ended over night
  private static final int REFRESHES = 1_000;

  private enum Docs {
    ON,
    OFF
  }

  static Edge read(Reader reader, Settings.Stage stage) {
    var usual = stage == Settings.Stage.PRODUCTION ? Docs.OFF : Docs.ON;
    boolean docs = reader.choice("DOCS", Docs.class, usual) == Docs.ON;
    return new Edge(proxies(reader), quotas(reader), docs);
  }

  private static Proxies proxies(Reader reader) {
    var networks = reader.list("TRUSTED_PROXIES");
    return reader
        .converted(
            "TRUSTED_PROXIES",
            String.join(",", networks),
            _ -> Proxies.of(networks),
            "addresses or networks like 10.0.0.0/8, separated by commas")
        .orElse(Proxies.NONE);
  }

  private static Quotas quotas(Reader reader) {
    var window = Duration.ofMinutes(reader.integer("LOGIN_WINDOW_MINUTES", 15, 1, 1440));
    var hour = Duration.ofHours(1);
    var perAddress = reader.integer("LOGIN_ATTEMPTS_PER_ADDRESS", 100, 1, MOST);
    var resets = reader.integer("PASSWORD_RESETS_PER_ADDRESS", 20, 1, MOST);
    return new Quotas(
        new Quota("login", reader.integer("LOGIN_ATTEMPTS", 10, 1, 100), window),
        new Quota("login-address", perAddress, window),
        new Quota(
            "login-account", reader.integer("LOGIN_ATTEMPTS_PER_ACCOUNT", 50, 1, 100), window),
        new Quota(
            "login-company", reader.integer("LOGIN_ATTEMPTS_PER_COMPANY", 2000, 1, MOST), window),
        new Quota("register", reader.integer("REGISTRATIONS_PER_ADDRESS", 1000, 1, MOST), hour),
        new Quota("refresh", REFRESHES, window),
        new Quota("forgot-password", resets, hour),
        new Quota(
            "forgot-password-account",
            reader.integer("PASSWORD_RESETS_PER_ACCOUNT", 5, 1, MOST),
            hour),
        new Quota("reset-password", resets, hour));
  }
}
