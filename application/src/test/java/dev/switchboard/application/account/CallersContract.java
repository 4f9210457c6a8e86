package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Callers} must do. */
public interface CallersContract {
  Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  Callers callers();

  /** Of somebody new who holds these by two roles, with a session until one hour after noon. */
  Caller signedIn(boolean superuser, Set<Permission> permissions);

  void disable(Caller caller);

  void end(Caller caller);

  @Test
  default void aLivingSessionTellsWhoIsCallingAndWhatTheyMay() {
    var caller = signedIn(false, Set.of(Permission.CHAT_MESSAGE, Permission.STATS_VIEW));

    assertThat(find(caller, NOON)).isEqualTo(new Callers.Found.Known(caller));
  }

  @Test
  default void aSuperuserMayEverything() {
    var caller = signedIn(true, Set.of(Permission.values()));

    assertThat(find(caller, NOON)).isEqualTo(new Callers.Found.Known(caller));
  }

  @Test
  default void anEndedOrExpiredOrForeignSessionIsUnknown() {
    var caller = signedIn(false, Set.of());

    assertThat(find(caller, NOON.plusSeconds(3_600))).isEqualTo(new Callers.Found.Unknown());
    assertThat(callers().find(caller.company(), new SessionId(-1), NOON))
        .isEqualTo(new Callers.Found.Unknown());
    assertThat(callers().find(new CompanyId(-1), caller.session(), NOON))
        .isEqualTo(new Callers.Found.Unknown());
    end(caller);
    assertThat(find(caller, NOON)).isEqualTo(new Callers.Found.Unknown());
  }

  @Test
  default void aDisabledUserIsToldApartAlsoWhenTheirSessionsWereEnded() {
    var caller = signedIn(false, Set.of());

    disable(caller);
    assertThat(find(caller, NOON)).isEqualTo(new Callers.Found.Disabled());
    end(caller);
    assertThat(find(caller, NOON)).isEqualTo(new Callers.Found.Disabled());
  }

  @Test
  default void ofManySessionsThoseThatLiveAreFound() {
    var caller = signedIn(false, Set.of(Permission.CHAT_MESSAGE));
    var sessions = List.of(caller.session(), new SessionId(-1));

    assertThat(callers().known(caller.company(), sessions, NOON))
        .isEqualTo(Map.of(caller.session(), caller));
    assertThat(callers().known(caller.company(), sessions, NOON.plusSeconds(3_600))).isEmpty();
    assertThat(callers().known(new CompanyId(-1), sessions, NOON)).isEmpty();
    disable(caller);
    assertThat(callers().known(caller.company(), sessions, NOON)).isEmpty();
  }

  private Callers.Found find(Caller caller, Instant now) {
    return callers().find(caller.company(), caller.session(), now);
  }
}
