package dev.switchboard.application.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.Rejection.Quota;
import dev.switchboard.domain.company.CompanyId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link Allowances} must do. */
public interface AllowancesContract {
  AtomicLong COMPANIES = new AtomicLong();
  Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  Quota THREE = new Quota("three", 3, Duration.ofSeconds(60));
  Quota MANY = new Quota("many", 1_000, Duration.ofSeconds(60));

  Allowances allowances();

  @Test
  default void aQuotaIsThereAtOnceAndComesBackInTheCourseOfItsWindow() {
    var company = company();

    assertThat(taken(company, THREE, 5, NOON)).isEqualTo(3);
    assertThat(allowances().take(company, THREE, NOON)).hasValue(Duration.ofSeconds(20));
    assertThat(allowances().take(company, THREE, NOON.plusSeconds(19)))
        .hasValue(Duration.ofSeconds(1));
    assertThat(taken(company, THREE, 2, NOON.plusSeconds(20))).isEqualTo(1);
    assertThat(taken(company, THREE, 5, NOON.plusSeconds(600))).isEqualTo(3);
  }

  @Test
  default void whatIsRefusedTakesNothing() {
    var company = company();

    assertThat(taken(company, THREE, 1_000, NOON)).isEqualTo(3);
    assertThat(taken(company, THREE, 1_000, NOON.plusSeconds(60))).isEqualTo(3);
  }

  @Test
  default void companiesAndQuotasAreApart() {
    var company = company();
    var other = new Quota("other", 2, Duration.ofSeconds(60));
    taken(company, THREE, 5, NOON);

    assertThat(taken(company, other, 5, NOON)).isEqualTo(2);
    assertThat(taken(company(), THREE, 5, NOON)).isEqualTo(3);
  }

  @Test
  default void aClockThatStepsBackGivesNothingAway() {
    var company = company();
    taken(company, THREE, 3, NOON);

    assertThat(allowances().take(company, THREE, NOON.minusSeconds(10)))
        .hasValue(Duration.ofSeconds(30));
  }

  @Test
  default void aClockThatGoesBackFarHoldsNobodyUp() {
    var company = company();
    taken(company, THREE, 3, NOON);

    assertThat(taken(company, THREE, 5, NOON.minusSeconds(3_600))).isEqualTo(3);
  }

  @Test
  default void manyAtOnceGetNoMoreThanTheQuota() {
    var company = company();
    List<Future<Long>> each;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      each =
          Stream.<Callable<Long>>generate(() -> () -> taken(company, MANY, 300, NOON))
              .limit(8)
              .map(threads::submit)
              .toList();
    }

    assertThat(each.stream().mapToLong(Future::resultNow).sum()).isEqualTo(1_000);
  }

  private long taken(CompanyId company, Quota quota, int tries, Instant now) {
    return IntStream.range(0, tries)
        .filter(_ -> allowances().take(company, quota, now).isEmpty())
        .count();
  }

  private static CompanyId company() {
    return new CompanyId(COMPANIES.incrementAndGet());
  }
}
