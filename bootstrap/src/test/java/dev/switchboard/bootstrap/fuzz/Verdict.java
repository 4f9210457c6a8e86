package dev.switchboard.bootstrap.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.bootstrap.DescribedApi;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with an answer, if anything. */
final class Verdict {
  /** Of the protocol, before any operation: a bad request line, a header too long, a bad verb. */
  private static final Set<Integer> OF_THE_PROTOCOL = Set.of(400, 404, 405, 414, 431);

  private static final Pattern INSIDES =
      Pattern.compile(
          "\\b(java|javax|jakarta|org|com|dev|io)\\.[a-z]+\\.|Exception|\\bat [a-z.]+\\(|\\.java\\b"
              + "|(?i)\\b(sqlstate|psql|postgres|hibernate|jackson|jetty|javalin|stacktrace)"
              + "|\\b(select|insert|update|delete) .* (from|into|set|where)\\b");

  private static final ObjectMapper JSON = new ObjectMapper();
  private final DescribedApi api;

  Verdict(DescribedApi api) {
    this.api = api;
  }

  Optional<String> of(String operation, boolean elsewhere, RawClient.Answer answer) {
    if (answer.status() >= 500) {
      return Optional.of("a failure of ours");
    }
    if (answer.status() >= 400) {
      var wrong = problem(answer);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    var described = api.responses(operation).has(Integer.toString(answer.status()));
    if (elsewhere || (!described && OF_THE_PROTOCOL.contains(answer.status()))) {
      return Optional.empty();
    }
    try {
      api.check(operation, new DescribedApi.Answer(answer.status(), answer::header, answer.body()));
      return Optional.empty();
    } catch (AssertionError e) {
      return Optional.of(e.getMessage());
    }
  }

  private Optional<String> problem(RawClient.Answer answer) {
    if (!answer.type().equals("application/problem+json")) {
      return Optional.of("no problem: " + answer.type());
    }
    try {
      var problem = JSON.readTree(answer.body());
      var wrong = api.errors(api.document().at("/components/schemas/Problem"), problem);
      if (!wrong.isEmpty()) {
        return Optional.of("not as problems are: " + wrong);
      }
      if (problem.path("status").asInt() != answer.status()) {
        return Optional.of("the problem has another status");
      }
      var told = problem.path("detail").asText() + problem.path("title") + problem.path("errors");
      return INSIDES.matcher(told).find() ? Optional.of("tells of our insides") : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.of("no JSON");
    }
  }
}
