package dev.switchboard.meta.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.channel.Platform;
import dev.switchboard.meta.AppSecrets;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphPathsTest {
  private static final String PROOF =
      "2f6c99f265a9e1644d725e8f9c96e439fcbf40a73357d1d98ba8b98fbfe445e4";

  private static GraphPaths paths(String base, String version, String secret) {
    return new GraphPaths(GraphConfig.of(URI.create(base), version, AppSecrets.shared(secret)));
  }

  @Test
  void theProofIsTheOneMetaExpects() {
    assertThat(GraphPaths.proof("test_app_secret", "EAAtesttoken")).isEqualTo(PROOF);
  }

  @Test
  void aPathIsVersionNodeAndEdge() {
    assertThat(
            paths("https://graph.facebook.com", GraphConfig.DEFAULT_VERSION, "test_app_secret")
                .uri(Platform.FACEBOOK, "100200", "messages", Map.of(), "EAAtesttoken"))
        .hasToString("https://graph.facebook.com/v25.0/100200/messages?appsecret_proof=" + PROOF);
  }

  @Test
  void anotherVersionAndABaseWithASlashAreFine() {
    assertThat(
            paths("http://127.0.0.1:9/", "v26.0", "")
                .uri(Platform.FACEBOOK, "1", "", Map.of(), "t"))
        .hasToString("http://127.0.0.1:9/v26.0/1");
  }

  @Test
  void anIdStaysOneSegmentAndAParameterOneParameter() {
    assertThat(
            paths("https://graph.facebook.com", "v25.0", "")
                .uri(
                    Platform.FACEBOOK,
                    "1/../2?x=1#y",
                    "",
                    Map.of("fields", "id,name", "a", "b&c=d e"),
                    "t"))
        .hasToString(
            "https://graph.facebook.com/v25.0/1%2F..%2F2%3Fx%3D1%23y?a=b%26c%3Dd%20e&fields=id%2Cname");
  }

  @Test
  void theTokenIsNeverPartOfIt() {
    assertThat(
            paths("https://graph.facebook.com", "v25.0", "s")
                .uri(Platform.FACEBOOK, "1", "messages", Map.of("limit", "5"), "EAAtesttoken")
                .toString())
        .doesNotContain("EAAtesttoken")
        .contains("limit=5&appsecret_proof=");
  }
}
