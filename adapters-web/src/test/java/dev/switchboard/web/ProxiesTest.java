package dev.switchboard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  private static final Proxies OURS =
      Proxies.of(List.of("10.0.0.0/9", "192.0.2.7", "2001:db8:1::/48"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.1.2.3|198.51.100.4|198.51.100.4",
        "10.1.2.3|198.51.100.4, 203.0.113.9|203.0.113.9", // what is left of it is hearsay
        "10.1.2.3|198.51.100.4, 10.9.9.9, 192.0.2.7|198.51.100.4",
        "10.1.2.3|10.4.4.4|10.4.4.4", // from inside
        "10.200.2.3|198.51.100.4|10.200.2.3", // outside the /9
        "192.0.2.8|198.51.100.4|192.0.2.8",
        "10.1.2.3|198.51.100.4:4711|198.51.100.4",
        "10.1.2.3|[2001:db8:9::1]:4711|2001:db8:9:0:0:0:0:1",
        "2001:db8:1::5|2001:db8:2::5|2001:db8:2:0:0:0:0:5",
        "10.1.2.3|198.51.100.4, unknown|10.1.2.3",
        "10.1.2.3|evil.example|10.1.2.3",
        "10.1.2.3|,|10.1.2.3",
        "::ffff:10.1.2.3|198.51.100.4|198.51.100.4",
        "somewhere|198.51.100.4|somewhere",
      })
  void theClientIsTheNearestHopThatIsNoProxyOfOurs(String peer, String header, String client) {
    assertThat(OURS.client(peer, header)).isEqualTo(client);
  }

  @Test
  void withoutTheHeaderTheClientIsWhoIsConnected() {
    assertThat(OURS.client("10.1.2.3", null)).isEqualTo("10.1.2.3");
  }

  @Test
  void theSchemeIsBelievedFromAProxyAlone() {
    assertThat(OURS.scheme("10.1.2.3", "https", "http")).isEqualTo("https");
    assertThat(OURS.scheme("10.1.2.3", "https, http", "http")).isEqualTo("http");
    assertThat(OURS.scheme("10.1.2.3", "ftp", "http")).isEqualTo("http");
    assertThat(OURS.scheme("198.51.100.4", "https", "http")).isEqualTo("http");
    assertThat(OURS.scheme("10.1.2.3", null, "https")).isEqualTo("https");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"proxy.internal", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "", "::/129"})
  void whatIsNoNetworkIsRefused(String text) {
    assertThatThrownBy(() -> Proxies.of(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNetworkOfNoBitsIsEveryAddress() {
    assertThat(Proxies.of(List.of("0.0.0.0/0")).client("203.0.113.1", "198.51.100.4"))
        .isEqualTo("198.51.100.4");
  }

  @Test
  void theServerIgnoresTheHeaderOfWhoeverIsNoProxy() {
    try (var direct = server(Proxies.NONE);
        var proxied = server(Proxies.of(List.of("127.0.0.1")))) {
      assertThat(ask(direct)).isEqualTo("127.0.0.1 false");
      assertThat(ask(proxied)).isEqualTo("203.0.113.9 true");
    }
  }

  private static TestServer server(Proxies proxies) {
    return new TestServer(
        Set.of(),
        proxies,
        routes ->
            routes.get(
                "/who",
                context ->
                    context.result(Requests.address(context) + " " + Requests.secure(context)),
                Access.PUBLIC));
  }

  /** The header in two lines, as proxies may add it. */
  private static String ask(TestServer server) {
    return server
        .send(
            HttpRequest.newBuilder(server.uri("/who"))
                .header("X-Forwarded-For", "198.51.100.4")
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Proto", "https")
                .build())
        .body();
  }
}
