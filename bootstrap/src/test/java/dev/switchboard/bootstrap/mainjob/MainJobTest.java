package dev.switchboard.bootstrap.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.bootstrap.Switchboard;
import dev.switchboard.bootstrap.TestSettings;
import dev.switchboard.persistence.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job at full width through the composition root: ten thousand signed events of 500
 * customers, in parallel, doubled and out of order, while the agents' sockets keep breaking.
 */
class MainJobTest {
  private static final int CUSTOMERS = 500;
  private static final int MESSAGES_EACH = 20;
  private static final int AGENTS = 5;
  private static final List<String> PAGES = List.of("1001", "1002", "1003");
  private static final long SEED = 20_261_120;

  @TempDir Path folder;
  private Switchboard switchboard;
  private Api api;
  private String admin;

  @BeforeEach
  void start() {
    switchboard =
        Switchboard.start(TestSettings.of(TestDatabase.emptyMigrated(), folder, Map.of()), _ -> {});
    api = new Api(switchboard.port());
    admin = api.login("admin", TestSettings.ADMIN_PASSWORD);
    for (var page : PAGES) {
      api.json(
          "POST",
          "/api/facebook/pages",
          admin,
          "{\"page_id\":\"%s\",\"page_name\":\"Page %s\",\"access_token\":\"EAA%s\"}"
              .formatted(page, page, page));
    }
  }

  @AfterEach
  void stop() {
    api.close();
    switchboard.close();
  }

  @Test
  void everyEventIsStoredOnceAssignedFairlyAndSeenOnceByItsAgent() throws Exception {
    var agents = IntStream.range(0, AGENTS).mapToObj(this::agent).toList();
    var sockets = new ArrayList<AgentSocket>();
    for (var agent : agents) {
      var socket = new AgentSocket(api.socket(agent.token()));
      socket.connect();
      sockets.add(socket);
    }
    var events = MetaLoad.events(PAGES, CUSTOMERS, MESSAGES_EACH, 1_790_000_000_000L);
    var load =
        new MetaLoad(api.uri("/api/webhooks/facebook"), TestSettings.FACEBOOK_APP_SECRET, SEED);

    load.post(events, 5, 1_000, 24, breaking(sockets));

    assertThat(load.acknowledged()).hasSize(events.size());
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(totalMessages()).isEqualTo(events.size()));
    var chats = api.all("/api/chats", admin);
    assertThat(chats).hasSize(CUSTOMERS);
    assertSpreadFairly(chats);
    assertInOrderOfTheProvider(chats);
    assertSeenOnce(agents, sockets, chats);
    sockets.forEach(AgentSocket::close);
  }

  private record Agent(long id, String token) {}

  private Agent agent(int number) {
    var name = "agent" + number;
    var user =
        api.json(
            "POST",
            "/api/admin/users",
            admin,
            """
            {"username":"%s","email":"%s@example.test","password":"correct horse %s","role":"agent"}"""
                .formatted(name, name, name));
    return new Agent(user.get("id").asLong(), api.login(name, "correct horse " + name));
  }

  private static Runnable breaking(List<AgentSocket> sockets) {
    var random = new Random(SEED);
    return () -> {
      var socket = sockets.get(random.nextInt(sockets.size()));
      socket.drop();
      try {
        socket.connect();
      } catch (Exception e) {
        throw new AssertionError("a socket could not come back", e);
      }
    };
  }

  private long totalMessages() {
    return api.json("GET", "/api/dashboard/stats", admin, null).get("total_messages").asLong();
  }

  private static void assertSpreadFairly(List<JsonNode> chats) {
    var perAgent =
        chats.stream()
            .collect(
                Collectors.groupingBy(
                    chat -> chat.get("assigned_to").asLong(), Collectors.counting()));
    assertThat(perAgent).hasSize(AGENTS).doesNotContainKey(0L);
    assertThat(Collections.max(perAgent.values()) - Collections.min(perAgent.values()))
        .as("%s", perAgent)
        .isLessThanOrEqualTo(1);
  }

  private void assertInOrderOfTheProvider(List<JsonNode> chats) {
    for (var chat : chats) {
      var messages =
          api.all("/api/chats/" + chat.get("id").asLong() + "/messages", admin).reversed();
      assertThat(messages).hasSize(MESSAGES_EACH);
      assertThat(chat.get("unread_count").asInt()).isEqualTo(MESSAGES_EACH);
      assertThat(messages.stream().map(message -> message.get("timestamp").asText()).toList())
          .isSorted();
      assertThat(messages.getFirst().get("content").asText()).startsWith("text 0 ä");
      assertThat(chat.get("last_message").asText())
          .startsWith("text " + (MESSAGES_EACH - 1) + " ä");
    }
  }

  private static void assertSeenOnce(
      List<Agent> agents, List<AgentSocket> sockets, List<JsonNode> chats) throws Exception {
    var owner = new HashMap<Long, Long>();
    chats.forEach(chat -> owner.put(chat.get("id").asLong(), chat.get("assigned_to").asLong()));
    for (int i = 0; i < agents.size(); i++) {
      var agent = agents.get(i);
      var socket = sockets.get(i);
      socket.drop();
      socket.connect(); // whatever is still missing comes now
      var own = owner.values().stream().filter(id -> id == agent.id()).count();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(socket.frames("new_message")).hasSize((int) own * MESSAGES_EACH));
      assertThat(socket.breaks()).isEmpty();
      var seen = new HashSet<Long>();
      for (var frame : socket.frames("new_message")) {
        assertThat(owner.get(frame.get("chat_id").asLong())).isEqualTo(agent.id());
        assertThat(seen.add(frame.at("/message/id").asLong())).isTrue();
      }
      assertThat(socket.frames("chat_assigned")).hasSize((int) own);
    }
  }
}
