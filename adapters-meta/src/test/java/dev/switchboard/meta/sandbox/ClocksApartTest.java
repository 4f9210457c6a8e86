package dev.switchboard.meta.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.channel.AChannelAccount;
import dev.switchboard.application.outbound.ChannelGateway.Call;
import dev.switchboard.application.outbound.ChannelGateway.Found;
import dev.switchboard.application.outbound.ChannelGateway.Sent;
import dev.switchboard.application.outbound.ChannelGateway.Target;
import dev.switchboard.application.outbound.SendPart;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.meta.AppSecrets;
import dev.switchboard.meta.graph.GraphChannel;
import dev.switchboard.meta.graph.GraphConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call in doubt is looked up while the platform's clock and ours show different times. */
class ClocksApartTest {
  private final SettableClock theirs = new SettableClock();
  private final SettableClock ours = new SettableClock();
  private final MetaSandbox sandbox = MetaSandbox.start(MetaSandbox.Options.of("secret", theirs));
  private final Customer ada = customer();
  private final GraphChannel graph =
      new GraphChannel(
          GraphConfig.of(sandbox.baseUrl(), "v25.0", AppSecrets.shared("secret")), ours);
  private final Target target =
      new Target(AChannelAccount.page(new CompanyId(1), 1, "100"), "page-token", "1");

  private Customer customer() {
    sandbox.page("100", "page-token");
    return sandbox.customer("100", "1");
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private Found lookUp(String text) {
    var calledAt = ours.instant();
    theirs.advance(Duration.ofSeconds(45));
    ours.advance(Duration.ofSeconds(45));
    return graph.lookUp(target, part(text), calledAt);
  }

  private String sent(String text) {
    var call = new Call(part(text), false, "4711", Instant.MAX);
    return ((Sent.Accepted) graph.send(target, call)).mid();
  }

  private static SendPart part(String text) {
    return new SendPart(text, List.of(), "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-1H", "PT-4S", "PT0S", "PT4S", "PT1H"})
  void whatIsThereIsFoundAndWhatIsNotIsNot(String ahead) {
    theirs.advance(Duration.ofMillis(999)); // their record has seconds
    ours.advance(Duration.ofMillis(999).plus(Duration.parse(ahead)));
    ada.says("hi");
    var mid = sent("hello");

    assertThat(lookUp("hello")).isEqualTo(new Found.Candidates(List.of(mid)));
    assertThat(lookUp("never said")).isEqualTo(new Found.Candidates(List.of()));
  }

  @Test
  void whatIsThereIsFoundBehindPagesOfOthers() {
    ours.advance(Duration.ofHours(1));
    ada.says("hi");
    var mid = sent("hello");
    for (int i = 0; i < 120; i++) {
      ada.says("and " + i);
    }

    assertThat(lookUp("hello")).isEqualTo(new Found.Candidates(List.of(mid)));
    assertThat(lookUp("never said")).isEqualTo(new Found.Candidates(List.of()));
  }

  @Test
  void aRecordWithoutAnEndInSightIsUnclear() {
    for (int i = 0; i < 600; i++) {
      ada.says("and " + i);
    }

    assertThat(lookUp("never said")).isInstanceOf(Found.Unclear.class);
  }
}
