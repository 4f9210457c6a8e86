package dev.switchboard.meta.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.switchboard.application.outbound.ChannelGateway.Target;
import dev.switchboard.application.outbound.SendFailure;
import dev.switchboard.meta.GraphConnections;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call to the Graph API at a time, for one account, within its fuses. Follows no redirect, so
 * that a token goes to one host only. Thread-safe.
 */
final class GraphClient {
  private static final Logger LOG = LoggerFactory.getLogger(GraphClient.class);
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int MOST_BYTES = 1 << 20;

  /** How a call ended. */
  sealed interface Reply {
    /** 2xx with a JSON object that is no error. */
    record Ok(JsonNode body) implements Reply {}

    record Failed(SendFailure failure) implements Reply {}
  }

  private final GraphConnections connections;
  private final GraphConfig config;
  private final GraphPaths paths;
  private final Fuses fuses;
  private final Clock clock;

  GraphClient(GraphConfig config, Clock clock, Clock running) {
    this.config = config;
    this.clock = clock;
    this.paths = new GraphPaths(config);
    this.fuses = new Fuses(config.concurrency(), config.breakerOpen(), running);
    this.connections = new GraphConnections(config.connectTimeout());
  }

  /** The host's fuse is open, and its time is not over. */
  boolean unreachable() {
    return fuses.blown();
  }

  Reply get(Target as, String id, String edge, Map<String, String> query) {
    return call(as, request(as, id, edge, query).GET().build(), Optional.empty());
  }

  /**
   * @param leaveBy after which it must not leave any more
   */
  Reply post(Target as, String id, String edge, JsonNode body, Instant leaveBy) {
    var text = HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8);
    var departure = new Departure(text, leaveBy, clock);
    return call(
        as,
        request(as, id, edge, Map.of())
            .header("Content-Type", "application/json")
            .POST(departure)
            .build(),
        Optional.of(departure));
  }

  private HttpRequest.Builder request(
      Target as, String id, String edge, Map<String, String> query) {
    return HttpRequest.newBuilder(paths.uri(as.account().platform(), id, edge, query, as.token()))
        .timeout(config.requestTimeout())
        .header("Authorization", "Bearer " + as.token())
        .header("Accept", "application/json");
  }

  private Reply call(Target as, HttpRequest request, Optional<Departure> departure) {
    var account = as.account().id();
    var permit = fuses.tryAcquire(account);
    if (permit.isEmpty()) {
      return new Reply.Failed(GraphErrors.notTried(fuses.wait(account)));
    }
    var reached = false;
    try {
      var response = exchange(request);
      var body = json(response);
      reached = body.isPresent() && response.statusCode() < 500;
      return reply(as, response, body);
    } catch (ExecutionException e) {
      var failure = unanswered(e.getCause());
      return new Reply.Failed(heldBack(departure) ? GraphErrors.tooLate() : failure);
    } catch (TimeoutException _) {
      return new Reply.Failed(heldBack(departure) ? GraphErrors.tooLate() : GraphErrors.inDoubt());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Reply.Failed(GraphErrors.inDoubt());
    } finally {
      if (heldBack(departure)) {
        permit.get().unused();
      } else {
        permit.get().done(reached);
      }
    }
  }

  /** The request's own timeout ends with the headers; a body may trickle for ever. */
  private HttpResponse<byte[]> exchange(HttpRequest request)
      throws ExecutionException, TimeoutException, InterruptedException {
    var exchange =
        connections
            .client()
            .sendAsync(
                request,
                HttpResponse.BodyHandlers.limiting(
                    HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      return exchange.get(
          config.connectTimeout().plus(config.requestTimeout()).toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      exchange.cancel(true); // frees the connection of one that is not done
    }
  }

  private static boolean heldBack(Optional<Departure> departure) {
    return departure.filter(Departure::late).filter(Departure::hold).isPresent();
  }

  /** Only what fails before the request is written has certainly not been done. */
  private static SendFailure unanswered(Throwable cause) {
    LOG.warn("no answer from the Graph API: {}", cause.toString());
    return cause instanceof ConnectException
            || cause instanceof HttpConnectTimeoutException
            || cause instanceof SSLHandshakeException
        ? GraphErrors.neverLeft()
        : GraphErrors.inDoubt();
  }

  private Reply reply(Target as, HttpResponse<byte[]> response, Optional<JsonNode> body) {
    var status = response.statusCode();
    var pause = UsageHeaders.pause(response.headers());
    pause.ifPresent(time -> fuses.pause(as.account().id(), time));
    var error = body.flatMap(json -> GraphError.in(status, json));
    if (error.isPresent()) {
      var failure = GraphErrors.of(error.get(), pause);
      LOG.warn("Graph API to {}: {} is {}", as.account().key(), error.get(), failure.kind());
      return new Reply.Failed(failure);
    }
    if (status < 200 || status > 299 || body.isEmpty()) {
      LOG.warn("Graph API to {}: status {} without a readable answer", as.account().key(), status);
      return new Reply.Failed(GraphErrors.ofStatus(status, pause));
    }
    return new Reply.Ok(body.get());
  }

  private static Optional<JsonNode> json(HttpResponse<byte[]> response) {
    try {
      return Optional.ofNullable(
              MAPPER.readTree(new String(response.body(), StandardCharsets.UTF_8)))
          .filter(JsonNode::isObject);
    } catch (JsonProcessingException _) {
      return Optional.empty(); // a proxy's page, a broken answer
    }
  }
}
