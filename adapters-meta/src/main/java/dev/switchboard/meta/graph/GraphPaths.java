package dev.switchboard.meta.graph;

import dev.switchboard.domain.channel.Platform;
import dev.switchboard.meta.AppSecrets;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Addresses of the Graph API. A token is never part of one, only the proof that whoever uses it
 * knows the app secret.
 */
final class GraphPaths {
  private final String base;
  private final AppSecrets secrets;

  GraphPaths(GraphConfig config) {
    this.base = config.baseUrl().toString().replaceAll("/+$", "") + "/" + config.version() + "/";
    this.secrets = config.secrets();
  }

  /**
   * @param as decides which app proves itself
   * @param id a node's id, encoded so that it stays one segment of the path
   * @param edge may be empty
   */
  URI uri(Platform as, String id, String edge, Map<String, String> query, String token) {
    var parameters =
        query.entrySet().stream()
            .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
            .sorted()
            .collect(Collectors.joining("&"));
    var proof = secrets.of(as).map(secret -> "appsecret_proof=" + proof(secret, token)).orElse("");
    var separator = parameters.isEmpty() || proof.isEmpty() ? "" : "&";
    var all = parameters + separator + proof;
    return URI.create(
        base + encoded(id) + (edge.isEmpty() ? "" : "/" + edge) + (all.isEmpty() ? "" : "?" + all));
  }

  static String proof(String appSecret, String token) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(appSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
