package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.Invitation;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.TokenHash;
import dev.switchboard.domain.user.UserId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Invitations} must do. */
public interface InvitationsContract extends AccountPorts {
  @Test
  default void everythingOfAnInvitationIsKept() {
    var company = newCompany();
    var one = invited(company, "ada@example.test");

    assertThat(invitations().find(company, one.token())).contains(one);
    assertThat(transactions().inTransaction(() -> invitations().lock(company, one.token())))
        .contains(one);
    assertThat(invitations().find(newCompany(), one.token())).isEmpty();
  }

  @Test
  default void invitationsAreListedNewestFirstForTheirCompanyAlone() {
    var company = newCompany();
    var first = invited(company, "a@example.test");
    var second = invited(company, "b@example.test");
    invited(newCompany(), "c@example.test");

    assertThat(invitations().page(company, 0, 10)).containsExactly(second, first);
    assertThat(invitations().page(company, 1, 1)).containsExactly(first);
  }

  @Test
  default void anInvitationIsRevokedOnceAndNotAfterItWasAccepted() {
    var company = newCompany();
    var revoked = invited(company, "a@example.test");
    var accepted = invited(company, "b@example.test");
    transactions().inTransaction(() -> invitations().accepted(company, accepted.id(), NOON));

    assertThat(revoke(newCompany(), revoked)).isFalse();
    assertThat(revoke(company, revoked)).isTrue();
    assertThat(revoke(company, revoked)).isFalse();
    assertThat(revoke(company, accepted)).isFalse();
    assertThat(reloaded(revoked).revokedAt()).contains(NOON);
    assertThat(reloaded(accepted).acceptedAt()).contains(NOON);
    assertThat(reloaded(accepted).revokedAt()).isEmpty();
  }

  @Test
  default void allOpenOnesToAnAddressAreRevokedTogether() {
    var company = newCompany();
    var first = invited(company, "ada@example.test");
    var second = invited(company, "ADA@example.test");
    var other = invited(company, "bo@example.test");
    var elsewhere = invited(newCompany(), "ada@example.test");

    transactions()
        .inTransaction(
            () -> invitations().revokeAll(company, new EmailAddress("Ada@Example.test"), NOON));

    assertThat(reloaded(first).revokedAt()).contains(NOON);
    assertThat(reloaded(second).revokedAt()).contains(NOON);
    assertThat(reloaded(other).revokedAt()).isEmpty();
    assertThat(reloaded(elsewhere).revokedAt()).isEmpty();
  }

  @Test
  default void allOpenOnesThatSomebodySentAreRevokedTogether() {
    var company = newCompany();
    var first = invited(company, "a@example.test");
    var accepted = invited(company, "b@example.test");
    transactions().inTransaction(() -> invitations().accepted(company, accepted.id(), NOON));
    var elsewhere = invited(newCompany(), "a@example.test");

    assertThat(revokeFrom(company, 2)).isZero();
    assertThat(revokeFrom(company, 1)).isEqualTo(1);
    assertThat(revokeFrom(company, 1)).isZero();

    assertThat(reloaded(first).revokedAt()).contains(NOON);
    assertThat(reloaded(accepted).revokedAt()).isEmpty();
    assertThat(reloaded(elsewhere).revokedAt()).isEmpty();
  }

  private int revokeFrom(CompanyId company, long inviter) {
    return transactions()
        .inTransaction(() -> invitations().revokeFrom(company, new UserId(inviter), NOON));
  }

  private boolean revoke(CompanyId company, Invitation invitation) {
    return transactions().inTransaction(() -> invitations().revoke(company, invitation.id(), NOON));
  }

  private Invitation reloaded(Invitation invitation) {
    return invitations().find(invitation.company(), invitation.token()).orElseThrow();
  }

  private Invitation invited(CompanyId company, String email) {
    var id = ids().next();
    var invitation =
        new Invitation(
            company,
            id,
            TokenHash.ofText("token " + id),
            new EmailAddress(email),
            role(company, SystemRole.AGENT),
            new UserId(1),
            NOON,
            NOON.plusSeconds(60),
            Optional.empty(),
            Optional.empty());
    transactions().inTransaction(() -> invitations().add(invitation));
    return invitation;
  }
}
