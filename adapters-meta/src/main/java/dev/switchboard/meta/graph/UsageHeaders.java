package dev.switchboard.meta.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the headers of an answer say of how much more we may call, and when again. */
final class UsageHeaders {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int FULL = 95; // percent
  private static final Duration MOST = Duration.ofHours(24);
  private static final Duration COOL_DOWN = Duration.ofMinutes(1);

  private UsageHeaders() {}

  /** How long to leave the account alone; empty while there is room. */
  static Optional<Duration> pause(HttpHeaders headers) {
    var waits = new ArrayList<Duration>();
    headers.firstValue("Retry-After").flatMap(UsageHeaders::seconds).ifPresent(waits::add);
    for (var usage : usages(headers)) {
      var minutes = usage.path("estimated_time_to_regain_access").asLong(0);
      if (minutes > 0) {
        waits.add(Duration.ofMinutes(Math.min(minutes, MOST.toMinutes())));
      } else if (full(usage)) {
        waits.add(COOL_DOWN);
      }
    }
    return waits.stream()
        .max(Duration::compareTo)
        .map(wait -> wait.compareTo(MOST) > 0 ? MOST : wait);
  }

  private static boolean full(JsonNode usage) {
    return usage.path("call_count").asInt(0) >= FULL
        || usage.path("total_time").asInt(0) >= FULL
        || usage.path("total_cputime").asInt(0) >= FULL;
  }

  private static List<JsonNode> usages(HttpHeaders headers) {
    var usages = new ArrayList<JsonNode>();
    headers.firstValue("X-App-Usage").flatMap(UsageHeaders::json).ifPresent(usages::add);
    headers
        .firstValue("X-Business-Use-Case-Usage")
        .flatMap(UsageHeaders::json)
        .ifPresent(byBusiness -> byBusiness.forEach(list -> list.forEach(usages::add)));
    return usages;
  }

  private static Optional<Duration> seconds(String header) {
    return header.matches("[0-9]{1,6}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(header)))
        : Optional.empty(); // the form with a date is not used by Meta
  }

  private static Optional<JsonNode> json(String header) {
    try {
      return Optional.ofNullable(MAPPER.readTree(header)).filter(JsonNode::isObject);
    } catch (JsonProcessingException _) {
      return Optional.empty(); // a hint that cannot be read is no hint
    }
  }
}
