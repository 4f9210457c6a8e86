package dev.switchboard.meta.graph;

import dev.switchboard.meta.AppSecrets;
import java.net.URI;
import java.time.Duration;

/**
 * Where the Graph API is and how patient we are with it.
 *
 * @param baseUrl without the version; one for all accounts
 * @param version with its {@code v}
 * @param secrets prove that a token is used by its own app
 * @param concurrency calls under way at once, whatever the number of accounts
 * @param breakerOpen how long no calls leave once half of them failed
 * @param textsPerSecond sends of one account; Meta allows more, and throttles whoever tries
 * @param mediaPerSecond likewise, with an attachment
 */
public record GraphConfig(
    URI baseUrl,
    String version,
    AppSecrets secrets,
    Duration connectTimeout,
    Duration requestTimeout,
    int concurrency,
    Duration breakerOpen,
    int textsPerSecond,
    int mediaPerSecond) {
  public static final URI META = URI.create("https://graph.facebook.com");
  public static final String DEFAULT_VERSION = "v25.0";

  public static GraphConfig of(URI baseUrl, String version, AppSecrets secrets) {
    return new GraphConfig(
        baseUrl,
        version,
        secrets,
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        64,
        Duration.ofSeconds(15),
        40,
        8);
  }

  @Override
  public String toString() {
    return baseUrl + "/" + version; // never the secret
  }
}
