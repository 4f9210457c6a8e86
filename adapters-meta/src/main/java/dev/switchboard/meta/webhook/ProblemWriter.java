package dev.switchboard.meta.webhook;

import io.javalin.http.Context;

/** Answers with an RFC 9457 problem, as all of the API does. */
@FunctionalInterface
public interface ProblemWriter {
  void write(Context context, int status, String code, String detail);
}
