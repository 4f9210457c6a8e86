package dev.switchboard.meta.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.application.channel.ChannelProbe;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.meta.AppSecrets;
import dev.switchboard.meta.GraphConnections;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Pages tell their subscription; of an Instagram account only the token is tried, for its webhooks
 * hang on the app.
 */
public final class GraphChannelProbe implements ChannelProbe, AutoCloseable {
  /** Everything the webhook parser understands. */
  private static final List<String> FIELDS =
      List.of(
          "messages",
          "message_echoes",
          "messaging_postbacks",
          "message_deliveries",
          "message_reads",
          "message_reactions",
          "message_edits",
          "messaging_referrals",
          "messaging_optins",
          "messaging_handovers",
          "standby",
          "messaging_policy_enforcement");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TOKEN_DEAD = 190;
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(4);

  private final GraphConnections connections = new GraphConnections(CONNECT);
  private final String base;
  private final AppSecrets secrets;

  /**
   * @param graph without version, for example {@code https://graph.facebook.com}
   * @param version for example {@code v25.0}
   * @param secrets for {@code appsecret_proof}
   */
  public GraphChannelProbe(URI graph, String version, AppSecrets secrets) {
    this.base = graph.toString().replaceAll("/$", "") + "/" + version + "/";
    this.secrets = secrets;
  }

  @Override
  public Answer ask(ChannelAccount account, String token) {
    if (account.platform() != Platform.FACEBOOK) {
      return call(account, "GET", id(account) + "?fields=id", token)
          .orElseGet(() -> new Answer.Works(Optional.empty(), true));
    }
    var path = subscription(account);
    return switch (request(account, "GET", path, token)) {
      case Said(var json) -> works(json);
      case NotSaid(var answer) -> answer;
    };
  }

  @Override
  public Answer subscribe(ChannelAccount account, String token) {
    var fields = String.join(",", FIELDS);
    return call(account, "POST", subscription(account) + "?subscribed_fields=" + fields, token)
        .orElseGet(() -> new Answer.Works(Optional.of(new TreeSet<>(FIELDS)), true));
  }

  private static String subscription(ChannelAccount account) {
    return id(account) + "/subscribed_apps";
  }

  private static String id(ChannelAccount account) {
    return URLEncoder.encode(account.key().externalId(), StandardCharsets.UTF_8);
  }

  private static Answer works(JsonNode json) {
    Set<String> subscribed = new TreeSet<>();
    json.path("data")
        .forEach(
            app -> app.path("subscribed_fields").forEach(field -> subscribed.add(field.asText())));
    return new Answer.Works(Optional.of(subscribed), subscribed.containsAll(FIELDS));
  }

  /** Empty when it went well. */
  private Optional<Answer> call(ChannelAccount account, String method, String path, String token) {
    return switch (request(account, method, path, token)) {
      case Said _ -> Optional.empty();
      case NotSaid(var answer) -> Optional.of(answer);
    };
  }

  private sealed interface Reply {}

  private record Said(JsonNode json) implements Reply {}

  private record NotSaid(Answer answer) implements Reply {}

  private Reply request(ChannelAccount account, String method, String path, String token) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(base + path + proof(account, path, token)))
              .timeout(ANSWER)
              .header("Authorization", "Bearer " + token)
              .method(method, BodyPublishers.noBody())
              .build();
      var response = connections.client().send(request, BodyHandlers.ofByteArray());
      var json = JSON.readTree(response.body());
      return response.statusCode() == 200 ? new Said(json) : new NotSaid(refusal(json));
    } catch (IOException e) {
      return new NotSaid(new Answer.Unclear(e.getClass().getSimpleName()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new NotSaid(new Answer.Unclear("interrupted"));
    }
  }

  private static Answer refusal(JsonNode json) {
    var code = json.at("/error/code").asInt();
    return code == TOKEN_DEAD
        ? new Answer.TokenRefused()
        : new Answer.Unclear("code " + code + "/" + json.at("/error/error_subcode").asInt());
  }

  private String proof(ChannelAccount account, String path, String token) {
    return secrets
        .of(account.platform())
        .map(secret -> (path.contains("?") ? "&" : "?") + "appsecret_proof=" + hmac(secret, token))
        .orElse("");
  }

  private static String hmac(String secret, String token) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
