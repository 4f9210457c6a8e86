package dev.switchboard.application.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.SessionId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link StreamBus} must do. */
public interface StreamBusContract {
  CompanyId ACME = new CompanyId(7);
  CompanyId OTHER = new CompanyId(8);

  /** The bus of one node, and of another, which may be the same. */
  StreamBus here();

  StreamBus there();

  @Test
  default void aHintReachesTheOwnHubAndTheOthers() {
    var near = listening(here());
    var far = listening(there());

    here().reached(ACME, 41);

    assertThat(near.heard()).containsExactly("7 reached 41");
    await().untilAsserted(() -> assertThat(far.heard()).containsExactly("7 reached 41"));
  }

  @Test
  default void typingAndAttendanceReachTheOthersToo() {
    var far = listening(there());

    here().typing(ACME, new SessionId(5), new ConversationId(6));
    here().attendanceChanged(OTHER);

    await()
        .untilAsserted(
            () -> assertThat(far.heard()).contains("7: 5 typing in 6", "8 attendance changed"));
  }

  /** Those in between may be left out: only how far it got is of interest. */
  @Test
  default void ofManyHintsTheLastOneArrivesForEachCompany() {
    var far = listening(there());

    LongStream.rangeClosed(1, 1_000)
        .forEach(
            seq -> {
              here().reached(ACME, seq);
              here().reached(OTHER, seq + 1);
            });

    await()
        .untilAsserted(() -> assertThat(far.heard()).contains("7 reached 1000", "8 reached 1001"));
  }

  @Test
  default void everySubscriberIsTold() {
    var one = listening(there());
    var two = listening(there());

    here().reached(ACME, 3);

    await()
        .untilAsserted(
            () -> {
              assertThat(one.heard()).containsExactly("7 reached 3");
              assertThat(two.heard()).containsExactly("7 reached 3");
            });
  }

  private static Heard listening(StreamBus bus) {
    var listener = new Heard(new CopyOnWriteArrayList<>());
    bus.subscribe(listener);
    return listener;
  }

  /** Notes what it is told. */
  record Heard(List<String> heard) implements HubHints {
    @Override
    public void reached(CompanyId company, long seq) {
      heard.add(company + " reached " + seq);
    }

    @Override
    public void attendanceChanged(CompanyId company) {
      heard.add(company + " attendance changed");
    }

    @Override
    public void typing(CompanyId company, SessionId by, ConversationId chat) {
      heard.add(company + ": " + by + " typing in " + chat);
    }
  }
}
