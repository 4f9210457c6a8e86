package dev.switchboard.meta.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.channel.AChannelAccount;
import dev.switchboard.application.outbound.ChannelGateway.Call;
import dev.switchboard.application.outbound.ChannelGateway.Sent;
import dev.switchboard.application.outbound.ChannelGateway.Target;
import dev.switchboard.application.outbound.SendFailure;
import dev.switchboard.application.outbound.SendPart;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.meta.AppSecrets;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the tests send, to whom and how, and what came of it. */
final class Targets {
  static final String TOKEN = "EAAtesttoken";
  static final String SECRET = "test_app_secret";
  static final String INSTAGRAM_SECRET = "instagram_app_secret";

  static final String SENT = "{\"recipient_id\":\"5550001\",\"message_id\":\"m_abc\"}";

  private Targets() {}

  static Target on(Platform platform) {
    return on(platform, 7);
  }

  static Target on(Platform platform, long account) {
    return new Target(
        AChannelAccount.of(new CompanyId(1), account, new ChannelKey(platform, "100200")),
        TOKEN,
        "5550001");
  }

  static Call text(String text) {
    return text(text, Instant.MAX);
  }

  static Call text(String text, Instant leaveBy) {
    return new Call(new SendPart(text, List.of(), ""), false, "4711", leaveBy);
  }

  static GraphConfig config(URI url) {
    return new GraphConfig(
        url,
        "v25.0",
        new AppSecrets(SECRET, INSTAGRAM_SECRET),
        Duration.ofMillis(500),
        Duration.ofMillis(500),
        8,
        Duration.ofSeconds(15),
        40,
        8);
  }

  static SendFailure failure(Sent sent) {
    assertThat(sent).isInstanceOf(Sent.Refused.class);
    return ((Sent.Refused) sent).failure();
  }

  static SendFailure.Kind kind(Sent sent) {
    return failure(sent).kind();
  }
}
