package dev.switchboard.meta.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The golden vectors of the platform's signature. */
class WebhookBytesTest {
  private static final String SECRET = "test_app_secret";
  private static final String BODY =
      "{\"object\":\"page\",\"entry\":[{\"id\":\"1\",\"time\":1,\"messaging\":[{\"sender\":{\"id\":\"2\"},"
          + "\"recipient\":{\"id\":\"1\"},\"timestamp\":1,\"message\":{\"mid\":\"m_1\","
          + "\"text\":\"\\u00e4\\u00f6\\u00e5 https:\\/\\/x.y\"}}]}]}";

  @Test
  void writesWhatMetaWrites() {
    var body = JsonNodeFactory.instance.objectNode().put("object", "page");
    var entry = body.putArray("entry").addObject().put("id", "1").put("time", 1);
    entry
        .putArray("messaging")
        .add(WebhookEvents.text("1", "2", Instant.ofEpochMilli(1), "m_1", "äöå https://x.y"));

    assertThat(new String(WebhookBytes.of(body), StandardCharsets.UTF_8)).isEqualTo(BODY);
  }

  @Test
  void escapesWhatLiesBeyondTheFirstPlaneAsTwo() {
    var body = JsonNodeFactory.instance.objectNode().put("text", "🙏");

    assertThat(new String(WebhookBytes.of(body), StandardCharsets.UTF_8))
        .isEqualTo("{\"text\":\"\\ud83d\\ude4f\"}");
  }

  @Test
  void signsAsMetaSigns() {
    assertThat(WebhookBytes.signature(BODY.getBytes(StandardCharsets.US_ASCII), SECRET))
        .isEqualTo("sha256=bfea592167ddb46489cfe9b7167c29e76b03aff63dd25315e4358edcde23707e");
    assertThat(WebhookBytes.signature(new byte[0], SECRET))
        .isEqualTo("sha256=517bc4c7d1d8d400868e0ad6f64b77098b818a2f2595004253a1922302a602c0");
  }

  @Test
  void provesAToken() {
    assertThat(WebhookBytes.proof("EAAtesttoken", SECRET))
        .isEqualTo("2f6c99f265a9e1644d725e8f9c96e439fcbf40a73357d1d98ba8b98fbfe445e4");
  }
}
