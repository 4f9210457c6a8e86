package dev.switchboard.bootstrap.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.persistence.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BacklogsTest {
  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void whoScrapesAsksNoDatabase() {
    var backlogs = new Backlogs(test.system());
    backlogs.bindTo(registry, () -> 7);
    assertThat(gauge("switchboard.inbox.depth")).isNaN();

    backlogs.count();
    test.execute(
        "insert into webhook_inbox (id, source, body, received_at)"
            + " values (1, 'facebook', '', now() - interval '1 hour')");
    assertThat(gauge("switchboard.inbox.depth")).isZero();

    backlogs.count();
    assertThat(gauge("switchboard.inbox.depth")).isEqualTo(1);
    assertThat(gauge("switchboard.inbox.oldest.seconds")).isBetween(3_600.0, 7_200.0);
    assertThat(gauge("switchboard.parked.events")).isZero();
    assertThat(gauge("switchboard.lanes.open")).isZero();
    assertThat(gauge("switchboard.sockets")).isEqualTo(7);
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }
}
