package dev.switchboard.web.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditRecord;
import dev.switchboard.application.audit.AuditRecords;
import dev.switchboard.application.conversation.Cursor;
import dev.switchboard.application.conversation.Inbox.Page;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.web.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real HTTP, and a storage that goes away after some pages. */
class BrokenExportTest {
  private int pagesLeft;
  private Throwable failure = new StorageUnavailable("away", null);
  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer(Trail.routes(this::page));
    server.caller("admin", 1, 1, Permission.AUDIT_VIEW);
  }

  private Page<AuditRecord> page(CompanyId company, AuditRecords.Filter filter, Slice slice) {
    if (pagesLeft-- == 0) {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    }
    var event =
        AuditEvent.unattended(company, AuditAction.LOGIN)
            .with("reason", "" + ThreadLocalRandom.current().nextLong());
    return new Page<>(
        List.of(new AuditRecord(1, Instant.EPOCH, event)),
        Optional.of(new Cursor(Instant.EPOCH, 1)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatFailsBeforeItBeginsIsRefused() {
    pagesLeft = 0;

    var answer = server.get("/api/audit/export", "admin");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).startsWith("{").contains("temporarily_unavailable");
    assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip"})
  void whatFailsAfterwardsIsNotTakenForTheWhole(String encoding) {
    for (var failure : List.of(new StorageUnavailable("away", null), new AssertionError())) {
      this.failure = failure;
      pagesLeft = 5_000;

      assertThatThrownBy(() -> server.send(export(encoding)))
          .hasRootCauseInstanceOf(IOException.class);
    }
  }

  private HttpRequest export(String encoding) {
    return HttpRequest.newBuilder(server.uri("/api/audit/export"))
        .header("Authorization", "Bearer admin")
        .header("Accept-Encoding", encoding)
        .build();
  }
}
