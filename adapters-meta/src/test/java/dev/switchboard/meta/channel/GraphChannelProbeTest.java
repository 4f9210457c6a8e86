package dev.switchboard.meta.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.channel.AChannelAccount;
import dev.switchboard.application.channel.ChannelProbe.Answer;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.meta.AppSecrets;
import dev.switchboard.meta.sandbox.Behaviour;
import dev.switchboard.meta.sandbox.GraphError;
import dev.switchboard.meta.sandbox.MetaSandbox;
import dev.switchboard.meta.sandbox.MetaSandbox.Operation;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphChannelProbeTest {
  private static final CompanyId ACME = new CompanyId(1);

  private final MetaSandbox sandbox =
      MetaSandbox.start(MetaSandbox.Options.of("secret", Clock.systemUTC()));
  private final GraphChannelProbe probe =
      new GraphChannelProbe(sandbox.baseUrl(), "v25.0", AppSecrets.shared("secret"));
  private final ChannelAccount page = AChannelAccount.page(ACME, 1, "100");
  private final ChannelAccount instagram =
      AChannelAccount.of(ACME, 2, new ChannelKey(Platform.INSTAGRAM, "200"));

  GraphChannelProbeTest() {
    sandbox.page("100", "page-token");
    sandbox.instagram("200", "ig-token");
  }

  @AfterEach
  void stop() {
    probe.close();
    sandbox.close();
  }

  @Test
  void aPageThatIsNotSubscribedCanBe() {
    assertThat(probe.ask(page, "page-token"))
        .isEqualTo(new Answer.Works(Optional.of(Set.of()), false));

    assertThat(probe.subscribe(page, "page-token")).isInstanceOf(Answer.Works.class);

    assertThat(probe.ask(page, "page-token"))
        .isInstanceOfSatisfying(
            Answer.Works.class,
            works -> {
              assertThat(works.complete()).isTrue();
              assertThat(works.subscribed().orElseThrow()).contains("messages", "message_echoes");
            });
  }

  @Test
  void anInstagramTokenIsTried() {
    assertThat(probe.ask(instagram, "ig-token"))
        .isEqualTo(new Answer.Works(Optional.empty(), true));
    assertThat(probe.ask(instagram, "wrong")).isEqualTo(new Answer.TokenRefused());
  }

  @Test
  void aDeadTokenIsToldFromOtherRefusals() {
    sandbox.script("100", Operation.SUBSCRIPTION).next(Behaviour.fails(GraphError.PERMISSION));
    assertThat(probe.ask(page, "page-token")).isEqualTo(new Answer.Unclear("code 200/0"));

    sandbox.expire("page-token");
    assertThat(probe.ask(page, "page-token")).isEqualTo(new Answer.TokenRefused());
  }

  @Test
  void anInstagramAccountIsAskedWithTheSecretOfItsOwnApp() {
    var apart = new AppSecrets("another-app", "secret"); // the sandbox refuses a wrong proof
    try (var ours = new GraphChannelProbe(sandbox.baseUrl(), "v25.0", apart)) {
      assertThat(ours.ask(instagram, "ig-token")).isInstanceOf(Answer.Works.class);
      assertThat(ours.ask(page, "page-token")).isInstanceOf(Answer.Unclear.class);
    }
  }

  @Test
  void silenceIsUnclear() {
    sandbox
        .script("100", MetaSandbox.Operation.SUBSCRIPTION)
        .always(Behaviour.loses(Behaviour.Line.CLOSES));

    assertThat(probe.ask(page, "page-token")).isInstanceOf(Answer.Unclear.class);
  }
}
