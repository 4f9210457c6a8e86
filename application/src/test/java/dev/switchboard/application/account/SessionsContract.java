package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.user.Session;
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
