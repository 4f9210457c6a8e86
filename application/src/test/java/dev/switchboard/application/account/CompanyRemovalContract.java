package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.SystemRole;
import org.junit.jupiter.api.Test;

/** What every {@link CompanyRemoval} must do. */
public interface CompanyRemovalContract extends AccountPorts {
  @Test
  default void nobodyLogsInToACompanyThatIsShut() {
    var user = added(aUser(newCompany()));
    var other = added(aUser(newCompany()));

    transactions().inTransaction(() -> removal().shut(user.company()));
    transactions().inTransaction(() -> removal().shut(user.company()));

    assertThat(users().taken(LoginName.of(user.username()))).isFalse();
    assertThat(users().taken(LoginName.of(other.username()))).isTrue();
    assertThat(users().find(user.company(), user.id())).contains(user);
  }

  @Test
  default void nobodyOfACompanyThatIsShutIsASuperuser() {
    var world = new AccountsWorld(this);
    var root = world.superuser(newCompany());
    var other = world.superuser(newCompany());

    transactions().inTransaction(() -> removal().shut(root.company()));

    assertThat(users().find(root.company(), root.user()).orElseThrow().superuser()).isFalse();
    assertThat(users().find(other.company(), other.user()).orElseThrow().superuser()).isTrue();
  }

  @Test
  default void whatIsWrittenAtTheLastMomentGoesToo() {
    var company = newCompany();
    while (transactions().inTransaction(() -> removal().removeSome(company, 100)) > 0) {
      // until only the company is left
    }
    added(aUser(company));

    transactions().inTransaction(() -> removal().remove(company));

    assertThat(companies().find(company)).isEmpty();
    assertThat(users().count(company, Users.Filter.ALL)).isZero();
  }

  @Test
  default void everythingGoesInBoundedParts() {
    var company = newCompany();
    for (int i = 0; i < 5; i++) {
      added(aSession(added(aUser(company, SystemRole.AGENT))));
    }
    var other = added(aUser(newCompany(), SystemRole.AGENT));
    var session = added(aSession(other));

    int parts = 0;
    for (int removed = 1; removed > 0; parts++) {
      removed = transactions().inTransaction(() -> removal().removeSome(company, 2));
      assertThat(removed).isLessThanOrEqualTo(2);
    }
    transactions().inTransaction(() -> removal().remove(company));

    assertThat(parts).isGreaterThanOrEqualTo(4);
    assertThat(users().count(company, Users.Filter.ALL)).isZero();
    assertThat(companies().find(company)).isEmpty();
    assertThat(users().find(other.company(), other.id())).contains(other);
    assertThat(sessions().find(other.company(), session.id())).contains(session);
    assertThat(companies().find(other.company())).isPresent();
  }
}
