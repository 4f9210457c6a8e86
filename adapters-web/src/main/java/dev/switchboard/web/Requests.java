package dev.switchboard.web;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Unstorable;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.UnsupportedMediaTypeResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a request carries; whatever is wrong with it becomes a typed refusal here. */
public final class Requests {
  public static final int DEFAULT_LIMIT = 100;
  public static final int MAX_LIMIT = 500;

  private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=");
  private static final Pattern UTF_8 =
      Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?utf-?8\"?\\s*(;|$)");

  private Requests() {}

  /** Who is calling; only on routes that are not public. */
  public static Caller caller(Context context) {
    return AccessControl.caller(context);
  }

  /** Who is calling, where that may be proved otherwise. */
  public static Optional<Caller> knownCaller(Context context) {
    return AccessControl.found(context);
  }

  /** From where; behind a trusted proxy, what that says. A literal, never a name. */
  public static String address(Context context) {
    return Client.of(context).address();
  }

  /** Whether the client's connection is encrypted, be it up to us or up to a trusted proxy. */
  public static boolean secure(Context context) {
    return Client.of(context).secure();
  }

  /** The JSON body; fields that {@code type} does not have are ignored. */
  public static <T> T body(Context context, Class<T> type) {
    if (!mediaType(context).orElse("json").contains("json")) {
      throw new UnsupportedMediaTypeResponse("The body must be application/json");
    }
    try {
      var value = ApiJson.mapper().readValue(context.bodyAsBytes(), type);
      if (value == null) {
        throw new Invalid("body_missing", "A JSON object is expected").asException();
      }
      return value;
    } catch (MismatchedInputException e) {
      requireJson(context.bodyAsBytes()); // that it is no JSON at all comes first
      throw new MalformedBody(e);
    } catch (IOException e) { // also of a field whose number is too large
      throw new MalformedBody(e);
    }
  }

  /**
   * What the body is said to be, in lower case. Read as it stands: the servlet's own method fails
   * over a charset that it does not know.
   */
  public static Optional<String> mediaType(Context context) {
    return Optional.ofNullable(context.header(Header.CONTENT_TYPE))
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
  }

  /** Whether no other charset is declared, be it a known one or not. */
  public static boolean utf8(Context context) {
    var type = Optional.ofNullable(context.header(Header.CONTENT_TYPE)).orElse("");
    return !CHARSET.matcher(type).find() || UTF_8.matcher(type).find();
  }

  private static void requireJson(byte[] body) {
    try {
      if (ApiJson.mapper().readTree(body).isMissingNode()) {
        throw MalformedBody.missing();
      }
    } catch (IOException e) {
      throw new MalformedBody(new IOException(e)); // whatever it is, no matter of shape
    }
  }

  /** As {@link #body}, where having none is fine. */
  public static <T> Optional<T> optionalBody(Context context, Class<T> type) {
    return context.bodyAsBytes().length == 0 ? Optional.empty() : Optional.of(body(context, type));
  }

  /** A path parameter that is a 64-bit id. */
  public static long id(Context context, String name) {
    return number(name, context.pathParam(name));
  }

  public static Optional<Long> longParam(Context context, String name) {
    return text(context, name).map(value -> number(name, value));
  }

  /** {@code true/false/1/0}; anything else is refused. */
  public static Optional<Boolean> flag(Context context, String name) {
    return text(context, name)
        .map(
            value ->
                switch (value.toLowerCase(Locale.ROOT)) {
                  case "true", "1", "yes", "on" -> true;
                  case "false", "0", "no", "off" -> false;
                  default -> throw wrong(name, "boolean", "must be true or false");
                });
  }

  /** A query parameter; blank counts as absent. */
  public static Optional<String> text(Context context, String name) {
    var text = Optional.ofNullable(context.queryParam(name)).filter(value -> !value.isBlank());
    if (text.filter(Unstorable::in).isPresent()) {
      throw wrong(name, "control_character", "has a character that cannot be looked for");
    }
    return text;
  }

  /** {@code limit}: 1 to {@value #MAX_LIMIT}, default {@value #DEFAULT_LIMIT}; larger is cut. */
  public static int limit(Context context) {
    var limit = longParam(context, "limit").orElse((long) DEFAULT_LIMIT);
    if (limit < 1) {
      throw wrong("limit", "range", "must be at least 1");
    }
    return (int) Math.min(limit, MAX_LIMIT);
  }

  public static int skip(Context context) {
    var skip = longParam(context, "skip").orElse(0L);
    if (skip < 0 || skip > Integer.MAX_VALUE) {
      throw wrong("skip", "range", "must not be negative");
    }
    return skip.intValue();
  }

  private static long number(String name, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException _) {
      throw wrong(name, "integer", "must be an integer");
    }
  }

  private static RuntimeException wrong(String name, String code, String message) {
    return Invalid.field(name, code, name + " " + message).asException();
  }
}
