package dev.switchboard.web;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what never reaches a route (a bad request line, headers too large) as a problem. */
final class ProtocolErrors implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var status = response.getStatus() < 400 ? 500 : response.getStatus();
    var problem =
        """
        {"type":"about:blank","title":"%s","status":%d,"detail":"%s","code":"protocol_error","trace_id":"%s"}"""
            .formatted(
                HttpStatus.getMessage(status),
                status,
                HttpStatus.getMessage(status),
                Traces.fresh());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
    Content.Sink.write(response, true, problem, callback);
    return true;
  }
}
