package dev.switchboard.meta.webhook;

import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.ingest.InboxAppender;
import dev.switchboard.meta.MetaSignature;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.security.RouteRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Meta posts. An answer of 200 means that the post is durable; whatever is refused has
 * touched nothing. The secret is chosen by the path, never by trying; on {@code /webhook}, which
 * both apps may use, either app's will do.
 */
public final class WebhookRoutes {
  static final String RECEIVED = "{\"status\":\"received\"}";

  private static final Logger LOG = LoggerFactory.getLogger(WebhookRoutes.class);
  private static final int LONGEST_CHALLENGE = 256;
  private static final String RETRY_AFTER_SECONDS = "5";

  private final List<Hook> hooks;
  private final InboxAppender appender;
  private final RouteRole open;
  private final ProblemWriter problems;

  /**
   * @param open marks a route that anybody may call
   */
  public WebhookRoutes(
      WebhookSettings settings, InboxAppender appender, RouteRole open, ProblemWriter problems) {
    this.hooks = Hook.of(settings);
    this.appender = appender;
    this.open = open;
    this.problems = problems;
  }

  public void addTo(RoutesConfig routes) {
    for (var hook : hooks) {
      routes.get(hook.path(), context -> verify(context, hook), open);
      routes.post(hook.path(), context -> receive(context, hook), open);
    }
  }

  private void verify(Context context, Hook hook) {
    var challenge = Optional.ofNullable(context.queryParam("hub.challenge")).orElse("");
    if (!"subscribe".equals(context.queryParam("hub.mode"))
        || challenge.isEmpty()
        || challenge.length() > LONGEST_CHALLENGE
        || !known(context.queryParam("hub.verify_token"), hook.verifyTokens())) {
      LOG.warn("verification of {} refused", hook.path());
      problems.write(context, 403, "webhook.verification_failed", "Verification failed");
      return;
    }
    context.contentType("text/plain; charset=utf-8").result(challenge);
  }

  private static boolean known(String token, List<String> tokens) {
    if (token == null || token.isEmpty()) {
      return false;
    }
    var given = token.getBytes(StandardCharsets.UTF_8);
    var found = false;
    for (var one : tokens) {
      found |= !one.isEmpty() && MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), given);
    }
    return found;
  }

  private void receive(Context context, Hook hook) throws IOException {
    if (context.req().getAttribute(WebhookDoor.NOT_STORED) instanceof StorageUnavailable failure) {
      sendAgain(context, hook, failure);
      return;
    }
    var body = body(context);
    if (body.isEmpty()) {
      problems.write(
          context,
          413,
          "webhook.too_large",
          "A webhook has at most " + InboxAppender.LONGEST_POST + " bytes");
      return;
    }
    if (!hook.signature().accepts(signatures(context), body.get())) {
      LOG.warn("post to {} without a valid signature refused", hook.path());
      problems.write(context, 401, "webhook.bad_signature", "Invalid signature");
      return;
    }
    if (!WebhookJson.isObject(body.get())) {
      problems.write(
          context,
          400,
          "malformed_json",
          "The body must be a JSON object, at most " + WebhookJson.DEPTH + " levels deep");
      return;
    }
    store(context, hook, body.get());
  }

  private void store(Context context, Hook hook, byte[] body) {
    try {
      appender.append(hook.path(), body);
      context.status(200).contentType("application/json").result(RECEIVED);
    } catch (StorageUnavailable e) {
      sendAgain(context, hook, e);
    }
  }

  private void sendAgain(Context context, Hook hook, StorageUnavailable failure) {
    LOG.warn("post to {} not stored: {}", hook.path(), failure.getMessage());
    context.header(Header.RETRY_AFTER, RETRY_AFTER_SECONDS);
    problems.write(
        context, 503, "temporarily_unavailable", "Temporarily unavailable, send it again");
  }

  /** Empty when too large. Reads no more than that, whatever the header claims. */
  private static Optional<byte[]> body(Context context) throws IOException {
    if (context.req().getContentLengthLong() > InboxAppender.LONGEST_POST) {
      return Optional.empty();
    }
    var body = context.req().getInputStream().readNBytes(InboxAppender.LONGEST_POST + 1);
    return Optional.of(body).filter(bytes -> bytes.length <= InboxAppender.LONGEST_POST);
  }

  private static List<String> signatures(Context context) {
    return Collections.list(context.req().getHeaders(MetaSignature.HEADER));
  }
}
