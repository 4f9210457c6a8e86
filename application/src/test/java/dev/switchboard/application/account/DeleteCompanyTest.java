package dev.switchboard.application.account;

import static dev.switchboard.application.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.company.CompanyId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What superusers do to companies that are there. */
class DeleteCompanyTest {
  private final InMemoryAccounts ports = new InMemoryAccounts();
  private final AccountsWorld world = new AccountsWorld(ports);
  private final CompanyId first = ports.newCompany();
  private final CompanyId own = ports.newCompany();
  private final CompanyId other = ports.newCompany();
  private final Caller root = world.superuser(own);

  private final DeleteCompany delete = deleting(ports.removal());
  private final UpdateCompany update =
      new UpdateCompany(
          ports.transactions(), ports.rights(), ports.companies(), ports.audit(), world.clock);

  private DeleteCompany deleting(CompanyRemoval removal) {
    return new DeleteCompany(
        ports.transactions(),
        ports.rights(),
        ports.companies(),
        removal,
        ports.users(),
        ports.sessions(),
        world.revocations,
        ports.audit(),
        world.clock);
  }

  @Test
  void aCompanyGoesWithItsUsersAndWhatTheyHoldOpen() {
    var ada = world.stored(ports.aUser(other));
    var bo = world.stored(ports.aUser(other));
    var stays = world.stored(ports.aUser(own));
    world.logIn(ada);
    world.logIn(bo);
    world.logIn(stays);

    delete.handle(root, other);

    assertThat(ports.companies().find(other)).isEmpty();
    assertThat(ports.users().count(other, Users.Filter.ALL)).isZero();
    assertThat(world.revoked).hasSize(2);
    assertThat(world.logIn(stays).user()).isEqualTo(stays);
    assertThat(ports.audit().events())
        .filteredOn(event -> event.action() == AuditAction.COMPANY_DELETED)
        .extracting(AuditEvent::company)
        .containsExactly(own);
  }

  @Test
  void aLargeCompanyIsShutFirstThenTakenAwayByPartsAndGoesLast() {
    var removal = new CountingRemoval(2);

    deleting(removal).handle(root, other);

    assertThat(removal.steps).containsExactly("shut", "some", "some", "some", "remove");
  }

  /** Has so many full parts. */
  private static final class CountingRemoval implements CompanyRemoval {
    private final List<String> steps = new ArrayList<>();
    private int parts;

    CountingRemoval(int parts) {
      this.parts = parts;
    }

    @Override
    public void shut(CompanyId company) {
      steps.add("shut");
    }

    @Override
    public int removeSome(CompanyId company, int rows) {
      steps.add("some");
      return parts-- > 0 ? rows : 0;
    }

    @Override
    public void remove(CompanyId company) {
      steps.add("remove");
    }
  }

  @Test
  void theOwnAndTheFirstCompanyStay() {
    assertRefused(Refused.class, "own_company", () -> delete.handle(root, own));
    assertRefused(Refused.class, "default_company", () -> delete.handle(root, oldest()));
    assertRefused(Missing.class, "company_not_found", () -> delete.handle(root, new CompanyId(-1)));
    assertThat(ports.companies().count()).isEqualTo(3);
  }

  /** The three were founded at the same instant: the lowest id is the oldest. */
  private CompanyId oldest() {
    assertThat(ports.companies().first().orElseThrow().id()).isEqualTo(first);
    return first;
  }

  @Test
  void aCompanyGetsAnotherName() {
    world.pass(Duration.ofMinutes(1));

    var renamed = update.handle(new UpdateCompany.Command(root, other, Optional.of(" New ")));

    assertThat(renamed.name()).isEqualTo("New");
    assertThat(renamed.updatedAt()).isEqualTo(world.clock.instant());
    assertThat(renamed.createdAt()).isEqualTo(AccountPorts.NOON);
    assertThat(ports.companies().find(other)).contains(renamed);
    assertThat(ports.audit().events())
        .filteredOn(event -> event.action() == AuditAction.COMPANY_UPDATED)
        .extracting(AuditEvent::company)
        .containsExactly(other, own);
  }

  @Test
  void whatIsNoNewNameChangesNothing() {
    var before = ports.companies().find(other).orElseThrow();
    world.pass(Duration.ofMinutes(1));

    assertThat(update.handle(new UpdateCompany.Command(root, other, Optional.empty())))
        .isEqualTo(before);
    assertThat(update.handle(new UpdateCompany.Command(root, other, Optional.of(before.name()))))
        .isEqualTo(before);
    assertRefused(
        Invalid.class,
        "blank",
        () -> update.handle(new UpdateCompany.Command(root, other, Optional.of(" "))));
    assertRefused(
        Missing.class,
        "company_not_found",
        () -> update.handle(new UpdateCompany.Command(root, new CompanyId(-1), Optional.of("x"))));
    assertThat(ports.audit().actions()).doesNotContain(AuditAction.COMPANY_UPDATED);
  }
}
