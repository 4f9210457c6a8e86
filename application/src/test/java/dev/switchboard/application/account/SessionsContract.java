package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link Sessions} must do. */
public interface SessionsContract extends AccountPorts {
  @Test
  default void everythingOfASessionIsKept() {
    var session = added(aSession(added(aUser(newCompany()))));

    assertThat(sessions().find(session.company(), session.id())).contains(session);
    assertThat(sessions().find(newCompany(), session.id())).isEmpty();
  }

  @Test
  default void aSessionEndsOnce() {
    var session = added(aSession(added(aUser(newCompany()))));

    assertThat(end(session)).isTrue();
    assertThat(end(session)).isFalse();
    assertThat(reloaded(session).revokedAt()).contains(NOON.plusSeconds(5));
    assertThat(reloaded(session).aliveAt(NOON.plusSeconds(6))).isFalse();
  }

  @Test
  default void allSessionsOfOneUserEndTogether() {
    var company = newCompany();
    var user = added(aUser(company));
    var first = added(aSession(user));
    var second = added(aSession(user));
    var ended = added(aSession(user));
    end(ended);
    var another = added(aSession(added(aUser(company))));

    var all =
        transactions()
            .inTransaction(
                () -> sessions().endAll(company, user.id(), Session.End.LOGOUT_ALL, NOON));

    assertThat(all).containsExactlyInAnyOrder(first.id(), second.id());
    assertThat(reloaded(first).revokedAt()).isPresent();
    assertThat(reloaded(another).revokedAt()).isEmpty();
  }

  @Test
  default void whenASessionWasLastSeenIsKept() {
    var session = added(aSession(added(aUser(newCompany()))));

    transactions()
        .inTransaction(() -> sessions().seen(session.company(), session.id(), NOON.plusSeconds(9)));

    assertThat(reloaded(session).lastSeenAt()).isEqualTo(NOON.plusSeconds(9));
  }

  @Test
  default void whenASessionWasLastSeenNeverMovesBackNorAfterItsEnd() {
    var company = newCompany();
    var user = added(aUser(company));
    var session = added(aSession(user));
    var ended = added(aSession(user));
    end(ended);

    seen(company, Map.of(session.id(), NOON.plusSeconds(9), ended.id(), NOON.plusSeconds(9)));
    seen(company, Map.of(session.id(), NOON.plusSeconds(3)));
    seen(newCompany(), Map.of(session.id(), NOON.plusSeconds(20)));

    assertThat(reloaded(session).lastSeenAt()).isEqualTo(NOON.plusSeconds(9));
    assertThat(reloaded(ended).lastSeenAt()).isEqualTo(NOON);
  }

  @Test
  default void theLivingSessionsOfAUserAreListedNewestFirst() {
    var company = newCompany();
    var user = added(aUser(company));
    var first = added(aSession(user));
    var second = added(aSession(user));
    end(added(aSession(user)));
    added(aSession(added(aUser(company))));

    assertThat(sessions().alive(company, user.id(), NOON)).containsExactly(second, first);
    assertThat(sessions().alive(company, user.id(), first.expiresAt())).isEmpty();
    assertThat(sessions().alive(newCompany(), user.id(), NOON)).isEmpty();
  }

  @Test
  default void allButOneEnd() {
    var company = newCompany();
    var user = added(aUser(company));
    var kept = added(aSession(user));
    var other = added(aSession(user));
    var foreign = added(aSession(added(aUser(company))));

    var all =
        transactions()
            .inTransaction(
                () ->
                    sessions()
                        .endOthers(
                            company, user.id(), kept.id(), Session.End.PASSWORD_CHANGED, NOON));

    assertThat(all).containsExactly(other.id());
    assertThat(reloaded(kept).revokedAt()).isEmpty();
    assertThat(reloaded(foreign).revokedAt()).isEmpty();
    assertThat(reloaded(other).revokedAt()).contains(NOON);
  }

  @Test
  default void theOldestEndWhereThereAreTooMany() {
    var company = newCompany();
    var user = added(aUser(company));
    var first = added(aSession(user));
    var second = added(aSession(user));
    var third = added(aSession(user));
    var foreign = added(aSession(added(aUser(company))));

    assertThat(endOldest(company, user, 3)).isEmpty();
    assertThat(endOldest(company, user, 1)).containsExactlyInAnyOrder(first.id(), second.id());
    assertThat(reloaded(third).revokedAt()).isEmpty();
    assertThat(reloaded(foreign).revokedAt()).isEmpty();
  }

  private List<SessionId> endOldest(CompanyId company, User user, int kept) {
    return transactions()
        .inTransaction(() -> sessions().endOldest(company, user.id(), kept, NOON.plusSeconds(1)));
  }

  private void seen(CompanyId company, Map<SessionId, Instant> at) {
    transactions().inTransaction(() -> sessions().seen(company, at));
  }

  private boolean end(Session session) {
    return transactions()
        .inTransaction(
            () ->
                sessions()
                    .end(session.company(), session.id(), Session.End.LOGOUT, NOON.plusSeconds(5)));
  }

  private Session reloaded(Session session) {
    return sessions().find(session.company(), session.id()).orElseThrow();
  }
}
