package dev.switchboard.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.InMemoryTransactions;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditUpkeepTest {
  private final List<YearMonth> made = new ArrayList<>();
  private final List<YearMonth> droppedBefore = new ArrayList<>();
  private final AuditMonths months =
      new AuditMonths() {
        @Override
        public void ensure(YearMonth month) {
          made.add(month);
        }

        @Override
        public int dropBefore(YearMonth month) {
          droppedBefore.add(month);
          return 1;
        }
      };
  private final AuditUpkeep upkeep =
      new AuditUpkeep(new InMemoryTransactions(), months, Period.ofDays(400));

  @Test
  void thereIsRoomForThisMonthAndTheNextTwo() {
    upkeep.run(Instant.parse("2026-12-31T23:59:59Z"));

    assertThat(made)
        .containsExactly(YearMonth.of(2026, 12), YearMonth.of(2027, 1), YearMonth.of(2027, 2));
  }

  @Test
  void aMonthGoesOnceItsLastDayIsPastItsTime() {
    upkeep.run(Instant.parse("2026-03-06T00:00:00Z")); // 400 days after 2025-01-30
    upkeep.run(Instant.parse("2026-03-08T00:00:00Z")); // 400 days after 2025-02-01

    assertThat(droppedBefore).containsExactly(YearMonth.of(2025, 1), YearMonth.of(2025, 2));
  }
}
