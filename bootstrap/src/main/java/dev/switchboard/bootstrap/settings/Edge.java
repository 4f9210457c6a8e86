package dev.switchboard.bootstrap.settings;

import dev.switchboard.web.Proxies;

/** What stands between the server and the world. */
public record Edge(Proxies proxies) {
  static Edge read(Reader reader) {
    return new Edge(proxies(reader));
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
}
