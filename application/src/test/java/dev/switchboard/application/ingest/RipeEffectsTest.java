package dev.switchboard.application.ingest;

import static dev.switchboard.application.ingest.Ingest.NOW;
import static dev.switchboard.application.ingest.Ingest.SENT;
import static dev.switchboard.application.ingest.Ingest.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.conversation.Messages.ExternalRef;
import dev.switchboard.domain.inbound.InboundContent;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RipeEffectsTest {
  private static final int HELD = 2 * RipeEffects.LOOKED_AT + RipeEffects.LOOKED_AT / 2;

  private final Ingest in = new Ingest();

  @Test
  void looksAtAPartOfWhatWaitsForNothingAndAtAllOfItInTurn() {
    IntStream.range(0, HELD).forEach(i -> keep("elsewhere-" + i, SENT.plusMillis(i)));
    in.receive(in.line("ada", written("old", "helo")), in.line("ada", written("young", "helo")));
    keep("old", SENT.plusMillis(HELD));
    keep("young", NOW);

    assertThat(in.process.settleEarlyEffects()).isEqualTo(1);
    assertThat(text("young")).isEqualTo("hello");
    assertThat(text("old")).isEqualTo("helo");

    assertThat(settleUntilSome()).isEqualTo(2);
    assertThat(text("old")).isEqualTo("hello");

    in.receive(in.line("ada", written("elsewhere-again", "helo")));
    keep("elsewhere-again", SENT);
    assertThat(settleUntilSome()).isLessThanOrEqualTo(3);
    assertThat(text("elsewhere-again")).isEqualTo("hello");
  }

  /** How many calls it takes until something was applied. */
  private int settleUntilSome() {
    return IntStream.rangeClosed(1, 10)
        .filter(_ -> in.process.settleEarlyEffects() > 0)
        .findFirst()
        .orElseThrow();
  }

  private void keep(String mid, Instant at) {
    var ref = new ExternalRef(in.company, in.page.id(), mid);
    var edit = in.line("ada", new InboundContent.Edited(mid, "hello", 1));
    in.transactions.inTransaction(
        () -> in.early.keep(List.of(new EarlyEffect(in.ids.next(), ref, edit, SENT)), at));
  }

  private String text(String mid) {
    return in.message(mid).orElseThrow().content();
  }
}
