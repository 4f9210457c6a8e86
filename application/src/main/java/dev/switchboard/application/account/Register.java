package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.application.throttle.Throttling;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.Invitation;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.TokenHash;
import dev.switchboard.domain.user.User;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * Use case: a stranger makes themselves an account. Whatever they ask for, in the default company
 * they become a {@code member}, who may do nothing yet; with an invitation they join the company
 * that invites, as what it says.
 */
public final class Register {
  private static final SessionId NO_SESSION = new SessionId(0);

  /**
   * @param invitation the token of one
   * @param address the client's, for the record
   */
  public record Command(NewUser newcomer, Optional<String> invitation, Optional<String> address) {}

  private final Transactions transactions;
  private final Rights rights;
  private final Companies companies;
  private final Roles roles;
  private final Invitations invitations;
  private final FoundCompany foundCompany;
  private final AddUser addUser;
  private final Registration registration;
  private final Throttling throttling;
  private final AuditTrail audit;
  private final Clock clock;

  public Register(
      Transactions transactions,
      Rights rights,
      Companies companies,
      Roles roles,
      Invitations invitations,
      FoundCompany foundCompany,
      AddUser addUser,
      Registration registration,
      Throttling throttling,
      AuditTrail audit,
      Clock clock) {
    this.transactions = transactions;
    this.rights = rights;
    this.companies = companies;
    this.roles = roles;
    this.invitations = invitations;
    this.foundCompany = foundCompany;
    this.addUser = addUser;
    this.registration = registration;
    this.throttling = throttling;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @throws Rejected {@code registration_closed}, {@code invitation_required}, {@code
   *     invalid_invitation}, what {@link AddUser} refuses, or {@code TooMany}
   */
  public User handle(Command command) {
    throttling.register(command.address());
    if (registration.mode() == Registration.Mode.CLOSED) {
      throw closed();
    }
    return command.invitation().map(token -> join(command, token)).orElseGet(() -> enter(command));
  }

  private User enter(Command command) {
    if (!registration.open()) {
      throw uninvited();
    }
    var prepared = addUser.prepare(command.newcomer(), companies.first().map(Company::name));
    return transactions.inTransaction(
        () -> {
          var role = registration.ownCompany() ? SystemRole.COMPANY_ADMIN : SystemRole.MEMBER;
          var founded = founded(command.newcomer());
          var company = founded.map(Company::id).orElseGet(this::oldest);
          var user = store(prepared, company, idOf(role, company), command);
          founded.ifPresent(own -> audit.add(recorded(own, user, command)));
          return user;
        });
  }

  private static AuditEvent recorded(Company founded, User by, Command command) {
    var event = AuditEvent.unattended(founded.id(), AuditAction.COMPANY_CREATED);
    return FoundCompany.recorded(event.as(by.id()).from(command.address()), founded);
  }

  private User join(Command command, String token) {
    var company = TokenForm.INVITATION.companyOf(token).orElseThrow(Register::invalidInvitation);
    var hash = TokenHash.ofText(token);
    // refused before the slow part
    var known = requireGood(invitations.find(company, hash), command);
    var prepared = addUser.prepare(command.newcomer(), companies.find(company).map(Company::name));
    return transactions.inTransaction(
        () -> {
          requireGrantable(known);
          var invitation = requireGood(invitations.lock(company, hash), command);
          var user = store(prepared, company, invitation.role(), command);
          invitations.accepted(company, invitation.id(), clock.instant());
          audit.add(
              AuditEvent.unattended(company, AuditAction.INVITATION_ACCEPTED)
                  .as(user.id())
                  .from(command.address())
                  .on(new AuditObject(AuditObject.Type.INVITATION, invitation.id())));
          return user;
        });
  }

  /** An invitation is worth what its inviter could still give away. */
  private void requireGrantable(Invitation invitation) {
    try {
      var inviter = rights.hold(inviter(invitation));
      EditRole.requireWithin(
          inviter, EditRole.find(roles, invitation.company(), invitation.role()));
    } catch (Rejected _) {
      throw invalidInvitation();
    }
  }

  /** Whoever it was then, asking for no more than it takes to invite. */
  private static Caller inviter(Invitation invitation) {
    return new Caller(
        invitation.company(),
        invitation.invitedBy(),
        NO_SESSION,
        "",
        "",
        false,
        Set.of(Permission.USER_INVITE));
  }

  private Invitation requireGood(Optional<Invitation> found, Command command) {
    var invitation =
        found
            .filter(one -> one.stateAt(clock.instant()) == Invitation.State.PENDING)
            .orElseThrow(Register::invalidInvitation);
    var email = command.newcomer().email().map(EmailAddress::folded);
    if (!email.equals(Optional.of(invitation.email().folded()))) {
      throw Invalid.field("email", "not_invited", "The invitation is for another e-mail address")
          .asException();
    }
    return invitation;
  }

  private User store(AddUser.Prepared prepared, CompanyId company, RoleId role, Command command) {
    var user = addUser.store(prepared, company, Set.of(role), false);
    var event = AuditEvent.unattended(company, AuditAction.USER_REGISTERED);
    audit.add(AddUser.recorded(event.as(user.id()).from(command.address()), user));
    return user;
  }

  private Optional<Company> founded(NewUser newcomer) {
    if (!registration.ownCompany()) {
      return Optional.empty();
    }
    var name = newcomer.profile().fullName().orElse(newcomer.wantedUsername().value());
    return Optional.of(foundCompany.handle(name));
  }

  private CompanyId oldest() {
    return companies
        .first()
        .orElseThrow(() -> new IllegalStateException("the installation has no company"))
        .id();
  }

  private RoleId idOf(SystemRole wanted, CompanyId company) {
    return roles.of(company).stream()
        .filter(role -> role.slug().equals(wanted.slug()))
        .map(Role::id)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("company without system roles: " + company));
  }

  static Rejected closed() {
    return new Forbidden("registration_closed", "Public signup is disabled").asException();
  }

  private static Rejected uninvited() {
    return new Forbidden("invitation_required", "An invitation is needed to sign up").asException();
  }

  private static Rejected invalidInvitation() {
    return new Refused("invalid_invitation", "Invalid or expired invitation").asException();
  }
}
