package dev.switchboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolErrorsTest {
  @ParameterizedTest
  @CsvSource({"503, true", "400, false", "500, false"})
  void aRefusalForNowSaysWhenToComeBackAndNoOtherDoes(int status, boolean again) throws Exception {
    var answer = answer(status);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains("\"code\":\"protocol_error\"");
    assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(again);
  }

  /** Of a server whose own parts refuse a request with this status. */
  private static HttpResponse<String> answer(int status) throws Exception {
    var server = new Server();
    var connector = new ServerConnector(server);
    server.addConnector(connector);
    server.setErrorHandler(new ProtocolErrors());
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            Response.writeError(request, response, callback, status);
            return true;
          }
        });
    server.start();
    try (var client = HttpClient.newHttpClient()) {
      var uri = URI.create("http://localhost:" + connector.getLocalPort() + "/thing");
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } finally {
      server.stop();
    }
  }
}
