package dev.switchboard.persistence;

import static com.zaxxer.hikari.SQLExceptionOverride.Override.CONTINUE_EVICT;
import static com.zaxxer.hikari.SQLExceptionOverride.Override.MUST_EVICT;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UnfitSessionsTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE); // it may well overflow
  private final UnfitSessions sessions = new UnfitSessions(now::get);

  @Test
  void whileTheServerIsReadOnlyNotEverySessionIsOpenedAgain() {
    assertThat(after("25006")).isEqualTo(MUST_EVICT);
    assertThat(after("25006")).isEqualTo(CONTINUE_EVICT);

    now.addAndGet(UnfitSessions.PAUSE.toNanos());

    assertThat(after("25006")).isEqualTo(MUST_EVICT);
  }

  @Test
  void whatHasEndedIsGivenUpEachTime() {
    for (var state : new String[] {"25P03", "57P04", "57P05", "57P05"}) {
      assertThat(after(state)).isEqualTo(MUST_EVICT);
    }
  }

  @Test
  void anythingElseIsLeftToThePool() {
    assertThat(after("23505")).isEqualTo(CONTINUE_EVICT);
    assertThat(after(null)).isEqualTo(CONTINUE_EVICT);
  }

  private SQLExceptionOverride.Override after(String state) {
    return sessions.adjudicate(new SQLException("x", state));
  }
}
