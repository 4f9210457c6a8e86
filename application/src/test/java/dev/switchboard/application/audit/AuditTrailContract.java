package dev.switchboard.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditRecords.Filter;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link AuditTrail} with its {@link AuditRecords} must do. */
public interface AuditTrailContract {
  Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  Transactions transactions();

  AuditTrail trail();

  AuditRecords records();

  /** A company nobody has used. */
  CompanyId company();

  /** What the trail's clock says from now on. */
  void time(Instant now);

  private void add(AuditEvent event) {
    transactions().inTransaction(() -> trail().add(event));
  }

  private List<AuditRecord> found(CompanyId company, Filter filter) {
    return records().page(company, filter, Slice.first(100)).items();
  }

  private static Filter filter(String name, Object value) {
    var given = Optional.of(value);
    return new Filter(
        name.equals("actor") ? given.map(UserId.class::cast) : Optional.empty(),
        name.equals("action") ? given.map(AuditAction.class::cast) : Optional.empty(),
        name.equals("type") ? given.map(AuditObject.Type.class::cast) : Optional.empty(),
        name.equals("id") ? given.map(Long.class::cast) : Optional.empty(),
        name.equals("address") ? given.map(String.class::cast) : Optional.empty(),
        name.equals("from") ? given.map(Instant.class::cast) : Optional.empty(),
        name.equals("to") ? given.map(Instant.class::cast) : Optional.empty());
  }

  @Test
  default void whatIsAddedIsReadBackWhole() {
    var event =
        new AuditEvent(
            company(),
            Optional.of(new UserId(1)),
            Optional.of(new SessionId(2)),
            Optional.of("2001:db8::1"),
            AuditAction.ROLES_CHANGED,
            Optional.of(AuditObject.of(new UserId(3))),
            Map.of("from", List.of("agent"), "to", "supervisor", "forced", true));
    time(NOON);

    add(event);

    var record = found(event.company(), Filter.ALL).getFirst();
    assertThat(record.at()).isEqualTo(NOON);
    assertThat(record.event()).isEqualTo(event);
  }

  @Test
  default void nobodyMayHaveDoneItToNothingFromNowhere() {
    var event = AuditEvent.unattended(company(), AuditAction.LOGIN_FAILED);

    add(event);

    assertThat(found(event.company(), Filter.ALL).getFirst().event()).isEqualTo(event);
  }

  @Test
  default void whatIsRolledBackWasNotDone() {
    var company = company();

    assertThatThrownBy(
            () ->
                transactions()
                    .inTransaction(
                        () -> {
                          trail().add(AuditEvent.unattended(company, AuditAction.LOGIN));
                          throw new IllegalArgumentException("undone");
                        }))
        .hasMessage("undone");

    assertThat(found(company, Filter.ALL)).isEmpty();
  }

  @Test
  default void itNeedsAUnitOfWork() {
    var event = AuditEvent.unattended(company(), AuditAction.LOGIN);

    assertThatThrownBy(() -> trail().add(event)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  default void aCompanySeesItsOwnAlone() {
    var mine = company();
    add(AuditEvent.unattended(mine, AuditAction.LOGIN));
    add(AuditEvent.unattended(company(), AuditAction.LOGOUT));

    assertThat(found(mine, Filter.ALL))
        .extracting(record -> record.event().action())
        .containsExactly(AuditAction.LOGIN);
  }

  @Test
  default void whatASuperuserDoesElsewhereIsOnBothTrailsButFromWhereOnlyOnTheirs() {
    var home = company();
    var other = company();
    var done =
        AuditEvent.unattended(home, AuditAction.USER_DISABLED)
            .as(new UserId(1))
            .during(new SessionId(2))
            .from(Optional.of("192.0.2.1"))
            .in(other)
            .on(AuditObject.of(new UserId(7)))
            .with("why", "asked");

    add(done);

    var theirs = found(other, Filter.ALL);
    assertThat(theirs).hasSize(1);
    var seen = theirs.getFirst().event();
    assertThat(seen.actor()).contains(new UserId(1));
    assertThat(seen.action()).isEqualTo(AuditAction.USER_DISABLED);
    assertThat(seen.object()).contains(AuditObject.of(new UserId(7)));
    assertThat(seen.session()).isEmpty();
    assertThat(seen.address()).isEmpty();
    assertThat(seen.facts()).isEqualTo(Map.of("why", "asked", "by_superuser", true));
    assertThat(found(other, filter("address", "192.0.2.1"))).isEmpty();

    var own = found(home, Filter.ALL).getFirst().event();
    assertThat(own.session()).contains(new SessionId(2));
    assertThat(own.address()).contains("192.0.2.1");
    assertThat(own.object()).isEqualTo(seen.object());
    assertThat(own.facts()).containsEntry("why", "asked").doesNotContainKey("by_superuser");
    assertThat(((Number) own.facts().get("company_id")).longValue()).isEqualTo(other.value());
  }

  @Test
  default void atHomeASuperusersDeedIsOnOneTrail() {
    var home = company();

    add(AuditEvent.unattended(home, AuditAction.LOGOUT).as(new UserId(1)).in(home));

    assertThat(found(home, Filter.ALL)).hasSize(1);
    assertThat(found(home, Filter.ALL).getFirst().event().facts()).isEmpty();
  }

  @Test
  default void everyFilterNarrows() {
    var company = company();
    var wanted =
        AuditEvent.unattended(company, AuditAction.USER_DISABLED)
            .as(new UserId(1))
            .from(Optional.of("192.0.2.1"))
            .on(AuditObject.of(new UserId(7)));
    time(NOON);
    add(wanted);
    time(NOON.plusSeconds(60));
    add(
        AuditEvent.unattended(company, AuditAction.ROLE_CREATED)
            .as(new UserId(2))
            .from(Optional.of("192.0.2.2"))
            .on(AuditObject.of(new dev.switchboard.domain.user.RoleId(8))));

    var filters = new ArrayList<Filter>();
    filters.add(filter("actor", new UserId(1)));
    filters.add(filter("action", AuditAction.USER_DISABLED));
    filters.add(filter("type", AuditObject.Type.USER));
    filters.add(filter("id", 7L));
    filters.add(filter("address", "192.0.2.1"));
    filters.add(filter("to", NOON.plusSeconds(60)));
    assertThat(filters)
        .allSatisfy(
            filter ->
                assertThat(found(company, filter))
                    .extracting(AuditRecord::event)
                    .containsExactly(wanted));
    assertThat(found(company, filter("from", NOON))).hasSize(2);
    assertThat(found(company, filter("from", NOON.plusSeconds(60)))).hasSize(1);
  }

  @Test
  default void pagesFollowOneAnotherWithoutGapOrRepeat() {
    var company = company();
    for (int i = 0; i < 7; i++) {
      time(NOON.plusSeconds(i / 2)); // two at a time share their instant
      add(AuditEvent.unattended(company, AuditAction.LOGIN).with("n", Integer.toString(i)));
    }

    var seen = new ArrayList<AuditRecord>();
    var slice = Slice.first(3);
    for (var more = true; more; ) {
      var page = records().page(company, Filter.ALL, slice);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(3);
      seen.addAll(page.items());
      more = page.next().isPresent();
      slice = new Slice(page.next(), 0, 3);
    }

    assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    assertThat(seen)
        .extracting(AuditRecord::at)
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(records().page(company, Filter.ALL, new Slice(Optional.empty(), 5, 3)).items())
        .isEqualTo(seen.subList(5, 7));
  }
}
