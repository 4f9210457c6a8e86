package dev.switchboard.application.account;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.application.throttle.Throttling;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.Invitation;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.TokenHash;
import dev.switchboard.domain.user.Unique;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Use case: somebody is asked to join the caller's company, with a role that the caller could give
 * them. Only the newest invitation to an address is good.
 */
public final class Invite {
  /** Who asks whom. */
  public record Command(Caller by, EmailAddress email, RoleChoice role) {}

  /** The stores of what an invitation is about. */
  public record Stores(
      Companies companies, Users users, Roles roles, Invitations invitations, AuditTrail audit) {}

  private final Transactions transactions;
  private final Rights rights;
  private final ChangeStaff changeStaff;
  private final Stores stores;
  private final RandomGenerator random;
  private final Notices notices;
  private final Throttling throttling;
  private final Registration registration;
  private final Duration life;
  private final Ids ids;
  private final Clock clock;

  public Invite(
      Transactions transactions,
      Rights rights,
      ChangeStaff changeStaff,
      Stores stores,
      RandomGenerator random,
      Notices notices,
      Throttling throttling,
      Registration registration,
      Duration life,
      Ids ids,
      Clock clock) {
    this.transactions = transactions;
    this.rights = rights;
    this.changeStaff = changeStaff;
    this.stores = stores;
    this.random = random;
    this.notices = notices;
    this.throttling = throttling;
    this.registration = registration;
    this.life = life;
    this.ids = ids;
    this.clock = clock;
  }

  public Invitation handle(Command command) {
    if (registration.mode() == Registration.Mode.CLOSED) {
      throw Register.closed();
    }
    if (!notices.delivered()) {
      throw new Forbidden("mail_not_configured", "Nothing can be mailed").asException();
    }
    var company = command.by().company();
    throttling.invite(command.by().user(), company, command.email().folded());
    return changeStaff.handle(command.by(), company, by -> invite(by, command));
  }

  private Invitation invite(Caller by, Command command) {
    var role = command.role().among(stores.roles().of(by.company()));
    if (!by.superuser() && !role.grantableBy(by.permissions())) {
      throw CreateUser.tooMuch();
    }
    if (stores.users().taken(LoginName.of(command.email()))) {
      throw Unique.EMAIL.taken();
    }
    var company =
        stores.companies().find(by.company()).orElseThrow(() -> new IllegalStateException("gone"));
    return send(by, company, command.email(), role);
  }

  private Invitation send(Caller by, Company company, EmailAddress email, Role role) {
    var now = clock.instant();
    var token = TokenForm.INVITATION.fresh(company.id(), random);
    var invitation =
        new Invitation(
            company.id(),
            ids.next(),
            TokenHash.ofText(token),
            email,
            role.id(),
            by.user(),
            now,
            now.plus(life),
            Optional.empty(),
            Optional.empty());
    stores.invitations().revokeAll(company.id(), email, now);
    stores.invitations().add(invitation);
    notices.invited(new Notices.Invited(company, email, by.name(), token, invitation.expiresAt()));
    stores
        .audit()
        .add(
            recorded(by, AuditAction.INVITATION_CREATED, invitation.id())
                .with("email", email.value())
                .with("role", role.slug()));
    return invitation;
  }

  /**
   * @throws Rejected there is none of this id that is still open
   */
  public void revoke(Caller by, long id) {
    transactions.inTransaction(
        () -> {
          rights.hold(by);
          if (!stores.invitations().revoke(by.company(), id, clock.instant())) {
            throw new Missing("invitation_not_found", "Invitation not found").asException();
          }
          stores.audit().add(recorded(by, AuditAction.INVITATION_REVOKED, id));
        });
  }

  private static AuditEvent recorded(Caller by, AuditAction what, long id) {
    return AuditEvent.by(by, what, new AuditObject(AuditObject.Type.INVITATION, id));
  }
}
