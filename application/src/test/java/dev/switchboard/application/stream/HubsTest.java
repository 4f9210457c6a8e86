package dev.switchboard.application.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.SessionId;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes: two hubs with one storage and one bus. */
class HubsTest {
  private final HubWorld world = new HubWorld();
  private final InMemoryAttendance attendance = new InMemoryAttendance();
  private final Hub here = world.node(attendance).start();
  private final Hub there = world.node(attendance.anotherNode()).start();
  private final Caller ada = world.agent(1);
  private final Caller bob = world.agent(2);
  private final Caller mia = world.manager(3);
  private final ConversationId adas = world.conversation(11, ada);

  @AfterEach
  void stop() {
    here.close();
    there.close();
    world.close();
  }

  @Test
  void typingReachesTheViewersOnTheOtherNodeAndThemAlone() {
    var agent = new TestClient(here, ada);
    var line = agent.connect();
    var other = connected(there, bob);
    var manager = connected(there, mia);

    line.typing(adas);

    assertThat(PlainJson.number(manager.awaitFrame("typing"), "user_id")).isEqualTo(1);
    assertThat(other.frames("typing")).isEmpty();
  }

  @Test
  void whatTheBusSaysOfTypingIsNotBelieved() {
    connected(here, ada);
    var manager = connected(there, mia);

    world.bus.typing(HubWorld.COMPANY, bob.session(), adas); // may not see it
    world.bus.typing(HubWorld.COMPANY, new SessionId(999), adas); // is nobody's
    world.bus.typing(HubWorld.COMPANY, ada.session(), new ConversationId(999));
    world.bus.typing(HubWorld.COMPANY, ada.session(), adas);

    assertThat(PlainJson.number(manager.awaitFrame("typing"), "user_id")).isEqualTo(1);
    assertThat(manager.frames("typing")).hasSize(1);
  }

  @Test
  void hintsThatAreMadeUpShowNothing() {
    var agent = connected(here, ada);
    world.bus.reached(HubWorld.COMPANY, 5_000);
    world.bus.reached(HubWorld.COMPANY, 1);

    world.message(adas);
    world.bus.reached(HubWorld.COMPANY, 1);

    agent.awaitSeen(1L);
    assertThat(agent.frames("new_message")).hasSize(1);
  }

  @Test
  void whoComesSeesWhoIsOnTheOtherNodeAtOnce() {
    connected(here, ada);

    var manager = connected(there, mia);

    assertThat(manager.awaitFrame("presence")).contains("\"online\":[1,3]");
  }

  @Test
  void whoComesAndGoesIsToldOnTheOtherNode() {
    var manager = connected(there, mia);
    manager.awaitFrame("presence");
    var line = new TestClient(here, ada).connect();

    told(manager, "\"online\":[1],\"offline\":[]");
    line.closed();

    toldInTime(manager, "\"online\":[],\"offline\":[1]");
  }

  @Test
  void whereTheOthersCannotBeAskedEachNodeShowsItsOwn() {
    connected(here, ada);
    var manager = connected(there, mia);
    manager.awaitFrame("presence");

    attendance.goesAway();

    toldInTime(manager, "\"online\":[],\"offline\":[1]");
    assertThat(connected(there, bob).awaitFrame("presence")).contains("\"online\":[2,3]");
  }

  private void toldInTime(TestClient client, String change) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              world.passes(Duration.ofSeconds(5));
              return told(change, client);
            });
  }

  private static void told(TestClient client, String change) {
    await().atMost(Duration.ofSeconds(10)).until(() -> told(change, client));
  }

  private static boolean told(String change, TestClient client) {
    return client.frames("presence").stream().anyMatch(frame -> frame.contains(change));
  }

  private static TestClient connected(Hub hub, Caller caller) {
    var client = new TestClient(hub, caller);
    client.connect();
    return client;
  }
}
