package dev.switchboard.meta.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoCustomersTest {
  private static final String SECRET = "secret";

  private final MetaSandbox sandbox =
      MetaSandbox.start(MetaSandbox.Options.of(SECRET, new SettableClock()).seeded(7));
  private final Product product = new Product(sandbox);
  private final SandboxAccount page = sandbox.page("100", "page-token");
  private Receiver receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = new Receiver();
  }

  @AfterEach
  void stop() throws IOException {
    product.close();
    sandbox.close();
    receiver.close();
  }

  @Test
  void theyWriteUnpromptedAndGoOnWhenAnswered() throws IOException {
    try (var customers =
        new DemoCustomers(sandbox, receiver.prefix(), SECRET, List.of("100"), 5, 6_000)) {
      assertThat(receiver.requests()).isEmpty();
      customers.start();
      await().until(() -> spoken().size() > 8);
      customers.rate(0);
      awaitSilence();
      var before = spoken().size();

      for (var person : spoken().stream().collect(Collectors.toSet())) {
        assertThat(product.send(page, person, "{\"text\":\"hello\"}").statusCode()).isEqualTo(200);
      }

      await().until(() -> spoken().size() > before);
    }
  }

  @Test
  void thePeopleAreTheSameInEveryRun() {
    try (var customers =
        new DemoCustomers(sandbox, receiver.prefix(), SECRET, List.of("100"), 1, 6_000)) {
      customers.start();
      await().until(() -> !spoken().isEmpty());
      assertThat(spoken()).containsOnly("7000000000000001");
    }
  }

  private void awaitSilence() {
    var last = new AtomicInteger();
    await()
        .during(Duration.ofMillis(300))
        .until(() -> last.getAndSet(spoken().size()) == spoken().size());
  }

  /** Who said or felt something, in order. */
  private List<String> spoken() {
    return receiver.elements().stream()
        .filter(DemoCustomersTest::byCustomer)
        .map(element -> element.at("/sender/id").asText())
        .toList();
  }

  private static boolean byCustomer(JsonNode element) {
    return element.has("reaction")
        || element.has("message") && !element.at("/message/is_echo").asBoolean();
  }
}
