package dev.switchboard.web;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Keeps WebSocket compression off: it would cost some hundred kilobytes for each open socket, and
 * frames that mix secrets with what a customer wrote should not be compressed together.
 */
final class PlainFrames implements HttpConfiguration.Customizer {
  private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    if (!request.getHeaders().contains(EXTENSIONS)) {
      return request;
    }
    var headers = HttpFields.build(request.getHeaders()).remove(EXTENSIONS).asImmutable();
    return new Request.Wrapper(request) {
      @Override
      public HttpFields getHeaders() {
        return headers;
      }
    };
  }
}
