package dev.switchboard.application.ingest;

import static dev.switchboard.application.ingest.Ingest.SENT;
import static dev.switchboard.application.ingest.Ingest.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.conversation.Messages.ExternalRef;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.inbound.InboundContent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What cannot be taken in stands in nothing else's way. */
class UnusableElementsTest {
  private final Ingest in = new Ingest();

  @Test
  void unknownAccountsAndUnreadableElementsAreParkedAndTheRestGoesThrough() {
    in.append(
        "nonsense",
        in.parser.line(new ChannelKey(Platform.FACEBOOK, "nobody"), "ada", SENT, written("x", "x")),
        in.line("ada", written("m1", "hello")));
    in.drain();

    assertThat(in.message("m1")).isPresent();
    assertThat(in.parked.count()).isEqualTo(2);
  }

  @Test
  void aPoisonElementIsParkedAndEverythingAroundItIsTakenIn() {
    for (int i = 0; i < 20; i++) {
      in.append(
          in.line("ada", written("a" + i, "before")),
          in.line("ada", i == 11 ? Poison.element() : written("b" + i, "middle")),
          in.line("ada", written("c" + i, "after")));
    }
    in.drain();

    assertThat(in.inbox.oldestPending()).isEmpty();
    assertThat(in.chat("ada").orElseThrow().unread()).isEqualTo(59);
    assertThat(in.parked.count()).isEqualTo(1);
  }

  @Test
  void anEarlyEffectThatCannotBeAppliedHoldsUpNoOther() {
    in.receive(in.line("ada", written("m1", "helo")));
    var message = in.message("m1").orElseThrow();
    var ref = new ExternalRef(message.company(), message.channel(), "m1");
    var edit = new InboundContent.Edited("m1", "hello", 1);
    in.transactions.inTransaction(
        () ->
            in.early.keep(
                List.of(
                    new EarlyEffect(1, ref, in.line("ada", Poison.element()), SENT),
                    new EarlyEffect(2, ref, in.line("ada", edit), SENT.plusSeconds(1))),
                SENT));

    in.process.settleEarlyEffects();
    in.process.settleEarlyEffects();

    assertThat(in.message("m1").orElseThrow().content()).isEqualTo("hello");
    assertThat(in.early.takeRipe(EarlyEffects.Window.ALL, 10, 1_000)).isEmpty();
  }

  /** An element that no storage takes: its attachments cannot even be copied. */
  private static final class Poison {
    static InboundContent element() {
      return new InboundContent.Written(
          "poison", "", Collections.singletonList(null), Optional.empty(), Map.of(), false);
    }
  }
}
