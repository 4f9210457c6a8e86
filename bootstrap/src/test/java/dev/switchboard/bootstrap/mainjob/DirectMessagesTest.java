package dev.switchboard.bootstrap.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.bootstrap.Switchboard;
import dev.switchboard.bootstrap.TestSettings;
import dev.switchboard.persistence.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Colleagues write to each other: over HTTP, and on the sockets of both. */
class DirectMessagesTest {
  private static final String PASSWORD = "a password of tests";

  @TempDir Path folder;
  private final List<AgentSocket> sockets = new ArrayList<>();
  private Switchboard switchboard;
  private Api api;
  private String admin;
  private Colleague ada;
  private Colleague bob;
  private Colleague cleo;

  private record Colleague(long id, String token, AgentSocket socket) {}

  @BeforeEach
  void start() throws Exception {
    switchboard =
        Switchboard.start(TestSettings.of(TestDatabase.emptyMigrated(), folder, Map.of()), _ -> {});
    api = new Api(switchboard.port());
    admin = api.login("admin", TestSettings.ADMIN_PASSWORD);
    ada = colleague("ada");
    bob = colleague("bob");
    cleo = colleague("cleo");
  }

  @AfterEach
  void stop() {
    sockets.forEach(AgentSocket::close);
    api.close();
    switchboard.close();
  }

  private Colleague colleague(String name) throws Exception {
    var body =
        "{\"username\":\"%1$s\",\"email\":\"%1$s@example.test\",\"password\":\"%2$s\"}"
            .formatted(name, PASSWORD);
    var id = api.json("POST", "/api/admin/users", admin, body).get("id").asLong();
    var token = api.login(name, PASSWORD);
    return new Colleague(id, token, socket(token));
  }

  private AgentSocket socket(String token) throws Exception {
    var socket = new AgentSocket(api.socket(token));
    sockets.add(socket);
    socket.connect();
    return socket;
  }

  @Test
  void aMessageIsOnEverySocketOfBothAndOnNoOther() throws Exception {
    var secondOfAda = socket(ada.token());
    var observer = socket(admin);

    var sent = write(ada, bob, "lunch?");

    for (var socket : List.of(ada.socket(), secondOfAda, bob.socket())) {
      var frame = next(socket, "direct_message", 1);
      assertThat(frame.get("message")).isEqualTo(sent);
      assertThat(frame.get("conversation_id")).isEqualTo(sent.get("conversation_id"));
      assertThat(frame.get("sender_id").asLong()).isEqualTo(ada.id());
      assertThat(frame.get("sender_name").asText()).isEqualTo("ada");
    }
    write(cleo, ada, "later"); // what comes after it has come, so it has not come
    next(cleo.socket(), "direct_message", 1);
    next(ada.socket(), "direct_message", 2);
    assertThat(cleo.socket().frames("direct_message")).hasSize(1);
    assertThat(observer.frames("direct_message")).isEmpty();
    assertThat(ada.socket().breaks()).isEmpty();
  }

  @Test
  void whatHappensToItIsToldToo() {
    var path = "/api/messages/" + write(ada, bob, "lunc?").get("id").asText();
    var second = write(ada, bob, "or dinner?");

    api.json("PUT", path, ada.token(), "{\"content\":\"lunch?\"}");
    assertThat(next(bob.socket(), "direct_message_updated", 1).at("/message/content").asText())
        .isEqualTo("lunch?");
    api.json("PUT", path + "/read", bob.token(), null);
    assertThat(next(ada.socket(), "direct_message_read", 1).get("message_id").asText())
        .isEqualTo(path.substring(path.lastIndexOf('/') + 1));
    api.json("PUT", "/messages/read-all", bob.token(), null);
    var all = next(ada.socket(), "direct_message_read", 2);
    assertThat(all.get("message_id").isNull()).isTrue();
    assertThat(all.get("reader_id").asLong()).isEqualTo(bob.id());
    assertThat(all.get("read_until")).isEqualTo(second.get("created_at"));
    api.json("DELETE", path, bob.token(), null);
    assertThat(next(ada.socket(), "direct_message_deleted", 1).get("conversation_id"))
        .isEqualTo(second.get("conversation_id"));
  }

  @Test
  void whoeverWasAwayIsToldWhenTheyComeBack() throws Exception {
    write(ada, bob, "1");
    next(bob.socket(), "direct_message", 1);
    bob.socket().drop();

    write(ada, bob, "2");
    write(ada, bob, "3");
    bob.socket().connect();

    next(bob.socket(), "direct_message", 3);
    assertThat(bob.socket().frames("direct_message"))
        .extracting(frame -> frame.at("/message/content").asText())
        .containsExactly("1", "2", "3");
    assertThat(bob.socket().breaks()).isEmpty();
  }

  @Test
  void aDisabledColleagueFindsTheMessageLater() {
    api.json("PATCH", "/api/users/" + bob.id() + "/active", admin, "{\"is_active\":false}");
    write(ada, bob, "see you");
    api.json("PATCH", "/api/users/" + bob.id() + "/active", admin, "{\"is_active\":true}");

    var bobAgain = api.login("bob", PASSWORD);

    assertThat(
            api.json("GET", "/messages/unread/count", bobAgain, null).get("unread_count").asInt())
        .isEqualTo(1);
    assertThat(
            api.json("GET", "/auth/conversations", bobAgain, null).at("/0/last_message").asText())
        .isEqualTo("see you");
  }

  @Test
  void theLogNamesMessagesAndNeverQuotesThem() {
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    var product = (Logger) LoggerFactory.getLogger("dev.switchboard");
    product.setLevel(Level.DEBUG);
    product.addAppender(log);
    try {
      var id = write(ada, bob, "the treasure is buried").get("id").asText();
      api.json("PUT", "/messages/" + id, ada.token(), "{\"content\":\"no treasure at all\"}");
      api.json("DELETE", "/messages/" + id, ada.token(), null);

      var lines = List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
      assertThat(lines)
          .noneMatch(line -> line.contains("treasure"))
          .anyMatch(line -> line.startsWith("direct message " + id));
    } finally {
      product.detachAppender(log);
      product.setLevel(null);
    }
  }

  private JsonNode write(Colleague from, Colleague to, String text) {
    return api.json(
        "POST",
        "/api/messages",
        from.token(),
        "{\"recipient_id\":%d,\"content\":\"%s\"}".formatted(to.id(), text));
  }

  /** Waits until there are {@code count} of this type and gives the last. */
  private static JsonNode next(AgentSocket socket, String type, int count) {
    await().atMost(Duration.ofSeconds(20)).until(() -> socket.frames(type).size() >= count);
    assertThat(socket.frames(type)).hasSize(count);
    return socket.frames(type).getLast();
  }
}
