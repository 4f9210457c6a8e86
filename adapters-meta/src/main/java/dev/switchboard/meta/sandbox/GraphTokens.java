package dev.switchboard.meta.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Logging in with Meta: codes, user tokens, what a token is worth, and the proof beside it. */
final class GraphTokens {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final long SIXTY_DAYS_SECONDS = 5_183_944;
  private static final List<String> SCOPES =
      List.of("pages_messaging", "pages_manage_metadata", "instagram_manage_messages");

  private final MetaSandbox sandbox;
  private final Set<String> userTokens = ConcurrentHashMap.newKeySet();

  GraphTokens(MetaSandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** A user token for a code, or a long one for a short one. */
  SandboxReply accessToken(SandboxRequest request, ObjectNode body) {
    var options = sandbox.options();
    var secret = request.parameter("client_secret", body).orElse("");
    if (!same(secret, options.appSecret())) {
      return error(new GraphError(400, 1, 0, "Error validating client secret"));
    }
    var source =
        request.parameter("code", body).or(() -> request.parameter("fb_exchange_token", body));
    if (source.filter(text -> !text.isBlank()).isEmpty()) {
      return error(GraphError.parameter("Missing code or fb_exchange_token"));
    }
    var token = "user-" + sandbox.newTrace();
    userTokens.add(token);
    var answer = JSON.objectNode().put("access_token", token).put("token_type", "bearer");
    return SandboxReply.ok(answer.put("expires_in", SIXTY_DAYS_SECONDS));
  }

  SandboxReply debug(SandboxRequest request, ObjectNode body) {
    var input = request.parameter("input_token", body).orElse("");
    var account = sandbox.accountWith(input).filter(_ -> !sandbox.expired(input));
    var valid = account.isPresent() || userTokens.contains(input);
    var answer = JSON.objectNode();
    var data = answer.putObject("data").put("app_id", sandbox.options().appId());
    data.put("type", account.isPresent() ? "PAGE" : "USER").put("is_valid", valid);
    data.put("expires_at", 0)
        .put("data_access_expires_at", sandbox.now().getEpochSecond() + SIXTY_DAYS_SECONDS);
    account.ifPresent(known -> data.put("profile_id", known.id()));
    SCOPES.forEach(data.putArray("scopes")::add);
    return SandboxReply.ok(answer);
  }

  /** Every account there is, to whoever is a user. */
  SandboxReply accounts(String token) {
    if (!userTokens.contains(token)) {
      return error(GraphError.TOKEN_INVALID);
    }
    var answer = JSON.objectNode();
    var data = answer.putArray("data");
    for (var id : sandbox.accountIds()) {
      var account = sandbox.accountOf(id).orElseThrow();
      var line = data.addObject().put("id", id).put("name", account.name());
      line.put("access_token", account.token());
      line.putArray("tasks").add("MODERATE").add("MESSAGING");
    }
    return SandboxReply.ok(answer);
  }

  /** Whether a call with this token and this proof is heard at all. */
  Optional<GraphError> refusal(String token, Optional<String> proof) {
    if (sandbox.expired(token)) {
      return Optional.of(GraphError.TOKEN_EXPIRED);
    }
    if (!known(token)) {
      return Optional.of(GraphError.TOKEN_INVALID);
    }
    if (proof.isEmpty()) {
      return appToken(token)
          ? Optional.empty()
          : Optional.of(
              GraphError.parameter(
                  "API calls from the server require an appsecret_proof argument"));
    }
    var right = WebhookBytes.proof(token, sandbox.options().appSecret());
    return same(proof.get(), right)
        ? Optional.empty()
        : Optional.of(GraphError.parameter("Invalid appsecret_proof provided in the API argument"));
  }

  private boolean known(String token) {
    return appToken(token) || userTokens.contains(token) || sandbox.accountWith(token).isPresent();
  }

  private boolean appToken(String token) {
    return same(token, sandbox.options().appId() + "|" + sandbox.options().appSecret());
  }

  private SandboxReply error(GraphError error) {
    return SandboxReply.json(error.status(), error.body(sandbox.newTrace()), Behaviour.WELL);
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
