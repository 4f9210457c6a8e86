package dev.switchboard.web;

import io.javalin.http.Context;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * One id for everything that a request causes: in every log line, in every problem, and in the
 * answer's {@code X-Trace-Id}. Taken from a W3C {@code traceparent} where the caller sends one.
 */
public final class Traces {
  public static final String MDC_KEY = "trace_id";
  static final String HEADER = "X-Trace-Id";
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private Traces() {}

  static void begin(Context context) {
    var id = given(context.header("traceparent"));
    context.attribute(MDC_KEY, id);
    context.header(HEADER, id);
    MDC.put(MDC_KEY, id);
  }

  static void end() {
    MDC.remove(MDC_KEY);
  }

  public static String id(Context context) {
    String id = context.attribute(MDC_KEY);
    return id == null ? fresh() : id;
  }

  static String fresh() {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String given(String traceparent) {
    var match = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
    return match.matches() ? match.group(1) : fresh();
  }
}
