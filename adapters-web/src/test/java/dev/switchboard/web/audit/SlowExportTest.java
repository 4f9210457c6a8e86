package dev.switchboard.web.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import dev.switchboard.web.admission.Admission;
import dev.switchboard.web.admission.Doorkeeper;
import dev.switchboard.web.admission.Work;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real HTTP: two places, one of them for lists and reports, and a trail without an end. */
class SlowExportTest {
  private final AtomicInteger begun = new AtomicInteger();
  private final Doorkeeper doorkeeper =
      new Doorkeeper(new Admission.Limits(2, 1, 2, 4, 1_000_000, 200_000));
  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer(doorkeeper, Trail.routes(this::page));
    server.caller("admin", 1, 1, Permission.AUDIT_VIEW);
  }

  private Page<AuditRecord> page(CompanyId company, AuditRecords.Filter filter, Slice slice) {
    if (slice.from().isEmpty()) {
      begun.incrementAndGet();
    }
    var event =
        AuditEvent.unattended(company, AuditAction.LOGIN).with("reason", "x".repeat(10_000));
    return new Page<>(
        List.of(new AuditRecord(1, Instant.EPOCH, event)),
        Optional.of(new Cursor(Instant.EPOCH, 1)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoTakesAnExportSlowlyHoldsNoPlace() throws IOException {
    try (var first = export();
        var second = export();
        var third = export()) {
      await().until(() -> begun.get() == 3);

      assertThat(server.get("/api/audit", "admin").statusCode()).isEqualTo(200);

      assertThat(doorkeeper.admission().admitted(Work.REPORT)).isEqualTo(4);
      assertThat(List.of(first, second, third)).allMatch(SlowExportTest::comes);
    }
  }

  /** Takes nothing of it. */
  private Socket export() throws IOException {
    var socket = new Socket("127.0.0.1", server.server().port());
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write(
            "GET /api/audit/export HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer admin\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static boolean comes(Socket export) {
    try {
      return new String(export.getInputStream().readNBytes(15), StandardCharsets.US_ASCII)
          .equals("HTTP/1.1 200 OK");
    } catch (IOException _) {
      return false;
    }
  }
}
