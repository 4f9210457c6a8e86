package dev.switchboard.application.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who comes back gets what they missed, or is told to begin anew. */
class HubResumeTest {
  private final HubWorld world = new HubWorld();
  private final Caller ada = world.agent(1);
  private final Caller bob = world.agent(2);
  private final Caller mia = world.manager(3);
  private final ConversationId adas = world.conversation(11, ada);
  private final ConversationId bobs = world.conversation(12, bob);

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void aResumeBringsWhatWasMissedAndTheChainGoesOn() {
    var agent = world.connected(ada);
    world.message(adas);
    agent.awaitSeen(1L);
    agent.breakOff();
    world.message(adas);
    world.message(bobs);
    world.message(adas);

    agent.reconnect(false);
    agent.awaitSeen(1L, 2L, 4L);
    world.message(adas);

    agent.awaitSeen(1L, 2L, 4L, 5L);
    assertThat(PlainJson.number(agent.awaitFrame("resumed"), "count")).isEqualTo(2);
  }

  @Test
  void whatCameSinceHelloIsSentAgainByAResume() {
    var agent = world.connected(ada);
    var manager = world.connected(mia);
    agent.breakOff();
    world.message(adas);
    manager.awaitSeen(1L);
    var again = agent.connectToResume(false);
    world.message(adas);
    await().until(() -> agent.seen().contains(2L));

    again.resume("memory", 0);

    await().until(() -> agent.frames("new_message").size() == 3);
    assertThat(agent.frames("new_message"))
        .extracting(frame -> PlainJson.number(frame, "seq"))
        .containsExactly(2L, 1L, 2L);
  }

  @Test
  void aReplayLeavesOutWhatMayNoLongerBeSeen() {
    var agent = world.connected(ada);
    agent.breakOff();
    world.message(adas);
    world.assign(adas, bob);

    agent.reconnect(false);

    assertThat(PlainJson.number(agent.awaitFrame("resumed"), "count")).isZero();
    assertThat(agent.seen()).isEmpty();
  }

  @Test
  void numbersOfAnotherHistoryOrOfTheFutureMeanAReset() {
    var agent = world.connected(ada);
    var line = agent.connect();

    line.resume("another", 0);
    await().until(() -> agent.frames("reset").size() == 1);
    line.resume("memory", 7);
    await().until(() -> agent.frames("reset").size() == 2);
    world.message(adas);

    agent.awaitSeen(1L);
    assertThat(agent.frames("reset"))
        .extracting(frame -> PlainJson.text(frame, "reason"))
        .containsExactly("epoch", "future");
  }

  @Test
  void aMissedEventOlderThanADayMeansAReset() {
    var agent = world.connected(ada);
    agent.breakOff();
    world.message(adas);
    world.passes(Duration.ofHours(24).plusMillis(1));
    world.message(adas);

    agent.reconnect(false);

    assertThat(PlainJson.text(agent.awaitFrame("reset"), "reason")).isEqualTo("expired");
  }

  @Test
  void missedEventsOfWhichNoneIsLeftMeanAReset() {
    var agent = world.connected(ada);
    agent.breakOff();
    world.message(adas);
    world.passes(Duration.ofDays(30));
    world.streams.dropped(HubWorld.COMPANY);

    agent.reconnect(false);

    assertThat(PlainJson.text(agent.awaitFrame("reset"), "reason")).isEqualTo("expired");
  }

  @Test
  void somebodyAwayForDaysWithoutEventsJustGoesOn() {
    var agent = world.connected(ada);
    agent.breakOff();
    world.passes(Duration.ofDays(3));

    agent.reconnect(false);

    assertThat(PlainJson.number(agent.awaitFrame("resumed"), "count")).isZero();
  }

  @Test
  void moreFramesThanTheWindowHoldsMeanAReset() {
    var agent = world.connected(ada);
    var other = world.connected(bob);
    agent.breakOff();
    other.breakOff();
    for (int i = 0; i < HubWorld.LIMITS.resumeFrames(); i++) {
      world.message(adas);
    }
    other.reconnect(false);
    agent.reconnect(false);
    assertThat(PlainJson.number(agent.awaitFrame("resumed"), "count")).isEqualTo(600);
    await().until(() -> agent.seen().size() == 600);
    agent.breakOff();
    for (int i = 0; i <= HubWorld.LIMITS.resumeFrames(); i++) {
      world.message(adas);
    }

    agent.reconnect(false);

    assertThat(PlainJson.text(agent.awaitFrame("reset"), "reason")).isEqualTo("too_many");
    assertThat(other.frames("reset")).isEmpty();
  }

  @Test
  void aDatabaseThatWasReplacedSendsEverybodyToBeginAnew() {
    var agent = world.connected(ada);

    world.streams.replaced("restored");
    world.hub.poll();

    agent.awaitClosed(CloseCode.RESTART);
    agent.reconnect(false);
    assertThat(PlainJson.text(agent.awaitFrame("reset"), "reason")).isEqualTo("epoch");
  }
}
