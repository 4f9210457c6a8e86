package dev.switchboard.application.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What every {@link Attendance} of several nodes must do. */
public interface AttendanceContract {
  AtomicLong COMPANIES = new AtomicLong(1_000);
  UserId ADA = new UserId(1);
  UserId BOB = new UserId(2);
  UserId CY = new UserId(3);

  /** Of one node and of two others. */
  Attendance here();

  Attendance there();

  Attendance yonder();

  @Test
  default void whoIsAloneHearsOfNobody() {
    assertThat(here().exchange(company(), Set.of(ADA))).hasValue(Set.of());
  }

  @Test
  default void eachHearsOfAllOthersAndNotOfItself() {
    var company = company();
    here().exchange(company, Set.of(ADA));
    there().exchange(company, Set.of(ADA, BOB));

    assertThat(yonder().exchange(company, Set.of(CY))).hasValue(Set.of(ADA, BOB));
    assertThat(here().exchange(company, Set.of(ADA))).hasValue(Set.of(ADA, BOB, CY));
    assertThat(there().exchange(company, Set.of(ADA, BOB))).hasValue(Set.of(ADA, CY));
  }

  @Test
  default void whatIsSaidLastCounts() {
    var company = company();
    here().exchange(company, Set.of(ADA, BOB));
    here().exchange(company, Set.of(BOB));

    assertThat(there().exchange(company, Set.of())).hasValue(Set.of(BOB));
    here().exchange(company, Set.of());
    assertThat(there().exchange(company, Set.of())).hasValue(Set.of());
  }

  @Test
  default void companiesAreApart() {
    here().exchange(company(), Set.of(ADA));

    assertThat(there().exchange(company(), Set.of(BOB))).hasValue(Set.of());
  }

  private static CompanyId company() {
    return new CompanyId(COMPANIES.incrementAndGet());
  }
}
