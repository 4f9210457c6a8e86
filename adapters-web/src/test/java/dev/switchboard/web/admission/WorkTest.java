package dev.switchboard.web.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.web.Access;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkTest {
  @ParameterizedTest
  @CsvSource({
    "GET, /health/ready, VITAL",
    "GET, /metrics, VITAL",
    "GET, /api/openapi.json, VITAL",
    "POST, /api/webhooks/facebook, HOOK",
    "POST, /webhook, HOOK",
    "GET, /api/webhooks/parked, LIST",
    "POST, /auth/login, PASSWORD",
    "POST, /api/auth/login, PASSWORD",
    "GET, /auth/users, LIST",
    "POST, /auth/users, PASSWORD",
    "POST, /auth/refresh, WRITE",
    "POST, /api/chats/{id}/messages, WRITE",
    "GET, /api/chats/{id}/messages, LIST",
    "HEAD, /api/chats, LIST",
    "GET, /reports, LIST",
    "GET, /reports/admin/overview, REPORT",
    "GET, /api/audit/export, REPORT",
  })
  void followsFromMethodAndPath(String method, String path, Work work) {
    assertThat(Work.of(method, path, Set.of(Access.PUBLIC))).isEqualTo(work);
  }

  @Test
  void aRouteMaySayOtherwise() {
    assertThat(Work.of("GET", "/api/chats", Set.of(Work.REPORT))).isEqualTo(Work.REPORT);
  }
}
