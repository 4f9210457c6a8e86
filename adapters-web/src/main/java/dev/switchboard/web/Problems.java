package dev.switchboard.web;

import dev.switchboard.application.Contention;
import dev.switchboard.application.Overloaded;
import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection;
import dev.switchboard.web.admission.Doorkeeper;
import dev.switchboard.web.admission.TurnedAway;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only place where a refusal or a failure meets an HTTP status. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final long MAX_DRAINED_BYTES = 32L << 20;
  static final String RETRY_AFTER_SECONDS = "2";
  private static final String UNEXPECTED = "Something went wrong on our side";
  private static final String NO_TYPE = "about:blank";
  private static final String QUOTA_EXCEEDED =
      "https://iana.org/assignments/http-problem-types#quota-exceeded";

  private Problems() {}

  static void addTo(RoutesConfig routes) {
    routes.exception(Rejected.class, (rejected, context) -> reject(context, rejected.reason()));
    routes.exception(MalformedBody.class, (malformed, context) -> malformed(context, malformed));
    routes.exception(StorageUnavailable.class, Problems::unavailable);
    routes.exception(Contention.class, Problems::unavailable);
    routes.exception(Overloaded.class, Problems::unavailable);
    routes.exception(TurnedAway.class, Problems::turnedAway);
    routes.exception(HttpResponseException.class, Problems::http);
    routes.exception(Exception.class, Problems::unexpected);
  }

  /** For adapters that answer with a problem of their own making. A 503 says when to come back. */
  public static void write(Context context, int status, String code, String detail) {
    write(context, status, code, detail, List.of(), Map.of());
  }

  private static void reject(Context context, Rejection reason) {
    RefusalLog.note(context, reason);
    switch (reason) {
      case Rejection.Invalid invalid ->
          write(context, 422, invalid.code(), invalid.detail(), invalid.errors(), Map.of());
      case Rejection.Refused _ -> write(context, 400, reason.code(), reason.detail());
      case Rejection.Missing _ -> write(context, 404, reason.code(), reason.detail());
      case Rejection.Forbidden forbidden ->
          write(context, 403, forbidden.code(), forbidden.detail(), List.of(), forbidden.facts());
      case Rejection.Conflict _ -> write(context, 409, reason.code(), reason.detail());
      case Rejection.Outdated _ -> write(context, 412, reason.code(), reason.detail());
      case Rejection.TooMany tooMany -> tooMany(context, tooMany);
      case Rejection.Unauthenticated _ -> {
        context.header(Header.WWW_AUTHENTICATE, "Bearer");
        write(context, 401, reason.code(), reason.detail());
      }
    }
  }

  private static void tooMany(Context context, Rejection.TooMany tooMany) {
    RateLimits.exceeded(context, tooMany.quota(), tooMany.delay());
    var violated = Map.<String, Object>of("violated-policies", List.of(tooMany.quota().name()));
    write(context, QUOTA_EXCEEDED, 429, tooMany.code(), tooMany.detail(), List.of(), violated);
  }

  private static void malformed(Context context, MalformedBody malformed) {
    if (!malformed.wrongShape()) {
      write(context, 400, "malformed_json", malformed.detail());
      return;
    }
    var field = malformed.field();
    var detail = field.isEmpty() ? "The body has the wrong shape" : field + " has the wrong type";
    write(
        context,
        422,
        "wrong_type",
        detail,
        List.of(new Rejection.FieldError(field, "wrong_type", detail)),
        Map.of());
  }

  private static void unavailable(RuntimeException failure, Context context) {
    LOG.warn("refused for now: {}", failure.getMessage());
    write(context, 503, "temporarily_unavailable", "Temporarily unavailable, try again");
  }

  /** Counted where it was decided; a line for each would be a load of its own. */
  private static void turnedAway(TurnedAway refusal, Context context) {
    context.header(Header.RETRY_AFTER, Integer.toString(refusal.retryAfterSeconds()));
    write(context, 503, "overloaded", "Too much is asked for at the moment, try again");
  }

  private static void http(HttpResponseException failure, Context context) {
    var status = failure.getStatus();
    if (status == HttpStatus.METHOD_NOT_ALLOWED.getCode()) {
      context.header(Header.ALLOW, failure.getDetails().getOrDefault("availableMethods", ""));
      write(context, status, "method_not_allowed", "This path does not take " + context.method());
      return;
    }
    var known = HttpStatus.forStatus(status);
    var code = known.getMessage().toLowerCase(Locale.ROOT).replace(' ', '_').replace("-", "_");
    var detail = status == 404 ? "Not found" : failure.getMessage();
    write(context, status, code, detail == null ? known.getMessage() : detail);
  }

  private static void unexpected(Exception failure, Context context) {
    LOG.error("{} {} failed", context.method(), context.endpoint().path, failure);
    write(context, 500, "internal_error", UNEXPECTED);
  }

  /** An {@link Error}, which no exception handler sees; the server goes on with other requests. */
  static void fatal(HttpServletResponse response, Error error) {
    LOG.error("a request failed", error);
    var problem =
        new Problem(
            "about:blank",
            HttpStatus.INTERNAL_SERVER_ERROR.getMessage(),
            HttpStatus.INTERNAL_SERVER_ERROR.getCode(),
            UNEXPECTED,
            null,
            "internal_error",
            response.getHeader("X-Trace-Id"),
            List.of(),
            Map.of());
    response.setStatus(HttpStatus.INTERNAL_SERVER_ERROR.getCode());
    response.setContentType(Problem.CONTENT_TYPE);
    try {
      response.getOutputStream().write(ApiJson.mapper().writeValueAsBytes(problem));
    } catch (IOException e) {
      LOG.debug("the client went away: {}", e.getMessage());
    }
  }

  private static void write(
      Context context,
      int status,
      String code,
      String detail,
      List<Rejection.FieldError> errors,
      Map<String, Object> facts) {
    write(context, NO_TYPE, status, code, detail, errors, facts);
  }

  private static void write(
      Context context,
      String type,
      int status,
      String code,
      String detail,
      List<Rejection.FieldError> errors,
      Map<String, Object> facts) {
    if (status == HttpStatus.CONTENT_TOO_LARGE.getCode()) {
      Doorkeeper.leave(context);
      drain(context);
    }
    if (status == HttpStatus.SERVICE_UNAVAILABLE.getCode()
        && context.res().getHeader(Header.RETRY_AFTER) == null) {
      context.header(Header.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    var problem =
        new Problem(
            type,
            HttpStatus.forStatus(status).getMessage(),
            status,
            detail,
            context.path(),
            code,
            Traces.id(context),
            errors,
            facts);
    context.status(status).json(problem).contentType(Problem.CONTENT_TYPE);
  }

  /** A client that is still sending would see a broken connection instead of this answer. */
  private static void drain(Context context) {
    try {
      context.req().getInputStream().skip(MAX_DRAINED_BYTES);
    } catch (IOException e) {
      LOG.debug("the client went away while its body was drained: {}", e.getMessage());
    }
  }
}
