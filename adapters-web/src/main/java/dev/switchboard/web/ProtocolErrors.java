package dev.switchboard.web;

import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what never reaches a route (a bad request line, headers too large) as a problem. */
final class ProtocolErrors implements Request.Handler {
  private static final ApiJson JSON = new ApiJson();

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var status = response.getStatus() < 400 ? 500 : response.getStatus();
    write(request, response, callback, status, "protocol_error", HttpStatus.getMessage(status));
    return true;
  }

  static void write(
      Request request,
      Response response,
      Callback callback,
      int status,
      String code,
      String detail) {
    var problem =
        new Problem(
            "about:blank",
            HttpStatus.getMessage(status),
            status,
            detail,
            asked(request),
            code,
            Traces.fresh(),
            List.of(),
            Map.of());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
    if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, Problems.RETRY_AFTER_SECONDS);
    }
    Content.Sink.write(response, true, JSON.write(problem), callback);
  }

  /** As it came, still escaped; what has no path that could be read was asked of no place. */
  private static String asked(Request request) {
    var path = request.getHttpURI().getPath();
    return path == null || path.isEmpty() ? "/" : path;
  }
}
