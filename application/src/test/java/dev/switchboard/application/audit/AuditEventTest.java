package dev.switchboard.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditEventTest {
  private static final CompanyId COMPANY = new CompanyId(1);
  private final Caller caller =
      new Caller(
              COMPANY, new UserId(2), new SessionId(3), "Ada", "ada@example.test", false, Set.of())
          .from("192.0.2.1");

  @Test
  void itSaysWhoInWhichSessionAndFromWhere() {
    var event = AuditEvent.by(caller, AuditAction.USER_DELETED, AuditObject.of(new UserId(4)));

    assertThat(event.company()).isEqualTo(COMPANY);
    assertThat(event.actor()).contains(new UserId(2));
    assertThat(event.session()).contains(new SessionId(3));
    assertThat(event.address()).contains("192.0.2.1");
    assertThat(event.object()).contains(new AuditObject(AuditObject.Type.USER, 4));
  }

  @Test
  void itCanBelongToAnotherCompanysTrail() {
    assertThat(AuditEvent.by(caller, AuditAction.COMPANY_CREATED).in(new CompanyId(9)).company())
        .isEqualTo(new CompanyId(9));
  }

  @Test
  void nobodyFillsTheTrailWithALongText() {
    var event =
        AuditEvent.unattended(COMPANY, AuditAction.LOGIN_FAILED)
            .from(Optional.of("a".repeat(10_000)))
            .with("name", "x".repeat(10_000))
            .with("tries", 3);

    assertThat(event.facts().get("name").toString()).hasSize(AuditEvent.MAX_TEXT);
    assertThat(event.address().orElseThrow()).hasSize(AuditEvent.MAX_TEXT);
    assertThat(event.facts()).containsEntry("tries", 3);
  }
}
