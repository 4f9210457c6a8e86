package dev.switchboard.web.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.account.GivenRights;
import dev.switchboard.application.account.InMemoryCompanies;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditRecord;
import dev.switchboard.application.audit.AuditRecords;
import dev.switchboard.application.audit.ExportAudit;
import dev.switchboard.application.audit.InMemoryAuditTrail;
import dev.switchboard.application.conversation.Cursor;
import dev.switchboard.application.conversation.Inbox.Page;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.web.ApiJson;
import dev.switchboard.web.TestServer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real HTTP, and a storage that goes away after some pages. */
class BrokenExportTest {
  private int pagesLeft;
  private TestServer server;

  @BeforeEach
  void start() {
    var transactions = new InMemoryTransactions();
    AuditRecords breaking = this::page;
    server =
        new TestServer(
            new AuditRoutes(
                breaking,
                new InMemoryCompanies(transactions),
                new ExportAudit(
                    transactions,
                    new GivenRights(),
                    new InMemoryAuditTrail(transactions, new InMemoryIds()),
                    breaking),
                new ApiJson()));
    server.caller("admin", 1, 1, Permission.AUDIT_VIEW);
  }

  private Page<AuditRecord> page(CompanyId company, AuditRecords.Filter filter, Slice slice) {
    if (pagesLeft-- == 0) {
      throw new StorageUnavailable("away", new IOException("away"));
    }
    var event = AuditEvent.unattended(company, AuditAction.LOGIN).with("reason", "x".repeat(1_000));
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
  }

  @Test
  void whatFailsAfterwardsIsNotTakenForTheWhole() {
    pagesLeft = 500;

    assertThatThrownBy(() -> server.get("/api/audit/export", "admin"))
        .hasRootCauseInstanceOf(IOException.class);
  }
}
