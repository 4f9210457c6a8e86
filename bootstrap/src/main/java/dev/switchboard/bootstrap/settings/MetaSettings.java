package dev.switchboard.bootstrap.settings;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Our apps at Meta, and where Meta is.
 *
 * @param facebookAppSecrets the current one first; several while one is being replaced
 * @param instagramAppSecrets the Facebook ones where Instagram has none of its own
 */
public record MetaSettings(
    Optional<String> appId,
    List<String> facebookAppSecrets,
    List<String> instagramAppSecrets,
    Optional<String> facebookVerifyToken,
    Optional<String> instagramVerifyToken,
    String graphVersion,
    URI graphBaseUrl) {
  @Override
  public String toString() {
    return "MetaSettings[graphBaseUrl=" + graphBaseUrl + ", graphVersion=" + graphVersion + "]";
  }

  static MetaSettings read(Reader reader) {
    var facebook = secrets(reader, "FACEBOOK_APP_SECRET", "FACEBOOK_APP_SECRET_PREVIOUS");
    var instagram = secrets(reader, "INSTAGRAM_APP_SECRET", "INSTAGRAM_APP_SECRET_ALT");
    var anyToken = reader.text("VERIFY_TOKEN");
    return new MetaSettings(
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
        .converted("GRAPH_BASE_URL", text, MetaSettings::webAddress, "an address like " + usual)
        .orElse(URI.create(usual));
  }

  private static URI webAddress(String text) {
    var uri = URI.create(text.replaceFirst("/+$", ""));
    if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
      throw new IllegalArgumentException("no web address");
    }
    return uri;
  }
}
