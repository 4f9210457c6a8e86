package dev.switchboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.switchboard.domain.user.Permission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RefusalLogTest {
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger log = (Logger) LoggerFactory.getLogger(RefusalLog.class);
  private final TestServer server =
      new TestServer(
          routes ->
              routes.get("/things/{id}", _ -> {}, Access.anyOf(Permission.INTEGRATION_MANAGE)));

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
    server.caller("agent", 7, 42, Permission.CHAT_MESSAGE);
  }

  @AfterEach
  void stop() {
    log.detachAppender(lines);
    server.close();
  }

  @Test
  void whoMayNotIsNamedWithTheRouteAndTheAddress() {
    assertThat(server.get("/things/5?secret=canary", "agent").statusCode()).isEqualTo(403);

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "refused GET /things/{id} (insufficient_permissions;"
                + " user 42 of company 7, from 127.0.0.1)");
  }

  @Test
  void aWrongTokenIsNotedAndNeverWritten() {
    assertThat(server.get("/things/5", "canary-token").statusCode()).isEqualTo(401);

    assertThat(lines.list)
        .singleElement()
        .extracting(ILoggingEvent::getFormattedMessage)
        .asString()
        .contains("(invalid_token; nobody known, from 127.0.0.1)")
        .doesNotContain("canary");
  }

  @Test
  void whoHasNotLoggedInIsNoLine() {
    assertThat(server.get("/things/5", "").statusCode()).isEqualTo(401);

    assertThat(lines.list).isEmpty();
  }
}
