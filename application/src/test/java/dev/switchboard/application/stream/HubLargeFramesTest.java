package dev.switchboard.application.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.stream.Audience;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of which no page, and no buffer of a socket, holds many. */
class HubLargeFramesTest {
  private static final int MISSED = 60;
  private static final String LARGE = "x".repeat(StreamReader.PAGE_BYTES / 3);
  private static final String TOO_LARGE = "y".repeat(Waiting.MAX_SIZE + 1);

  private final HubWorld world = new HubWorld();
  private final Caller ada = world.agent(1);
  private final Caller bob = world.agent(2);
  private final ConversationId adas = world.conversation(11, ada);
  private final ConversationId bobs = world.conversation(12, bob);

  @AfterEach
  void stop() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aResumeOverManyPagesBringsEachOnceInOrderAndWhatComesMeanwhile(boolean slow) {
    var agent = world.connected(ada);
    var other = world.connected(ada);
    agent.breakOff();
    for (int i = 0; i < MISSED; i++) {
      said(bobs, "not for ada");
      said(adas, LARGE);
    }
    // what comes to who is there already may close a slow socket; it is about what was missed
    other.awaitSeen(missed());

    agent.reconnect(slow);
    for (int i = 0; i < MISSED; i++) {
      said(adas, "live");
    }

    var live = LongStream.rangeClosed(2 * MISSED + 1, 3 * MISSED).boxed();
    agent.awaitSeen(Stream.concat(Arrays.stream(missed()), live).toArray(Long[]::new));
    assertThat(agent.frames("new_message")).hasSize(2 * MISSED);
    assertThat(PlainJson.number(agent.awaitFrame("resumed"), "count"))
        .isGreaterThanOrEqualTo(MISSED);
  }

  @Test
  void aFrameLargerThanTheBufferHoldsNobodyUpForEver() {
    var agent = world.connected(ada);
    var other = world.connected(ada);
    agent.breakOff();
    for (var text : List.of("a", TOO_LARGE, "b", TOO_LARGE, TOO_LARGE, "c")) {
      said(adas, text);
    }
    other.awaitSeen(1L, 2L, 3L, 4L, 5L, 6L);

    agent.reconnect(true);

    agent.awaitSeen(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(agent.closed()).isEmpty();
  }

  @Test
  void whatIsLiveComesWholeAlsoWhereOneHintIsForManyPages() {
    var agent = world.connected(ada);
    var event =
        new StreamEvent(HubWorld.COMPANY, of(adas), "new_message", new HubWorld.Text(LARGE));

    world.transactions.inTransaction(
        () -> world.streams.append(Collections.nCopies(MISSED, event)));

    await().until(() -> agent.seen().size() == MISSED);
    assertThat(agent.seen()).last().isEqualTo((long) MISSED);
  }

  private static Long[] missed() {
    return LongStream.rangeClosed(1, MISSED).map(i -> 2 * i).boxed().toArray(Long[]::new);
  }

  private void said(ConversationId chat, String text) {
    world.append(of(chat), text);
  }

  private static Audience of(ConversationId chat) {
    return new Audience.Viewers(chat);
  }
}
