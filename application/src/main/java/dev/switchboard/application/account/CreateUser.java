package dev.switchboard.application.account;

import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import java.util.Optional;
import java.util.Set;

/**
 * Use case: an administrator makes an account for somebody. Nobody gives away more than they have,
 * and only a superuser reaches into another company or makes another superuser.
 */
public final class CreateUser {
  /**
   * @param company ignored unless {@code by} is a superuser
   * @param role slug of a system role or of a role of the company; {@code agent} when neither this
   *     nor {@code position} is given
   * @param position the role's id
   */
  public record Command(
      Caller by,
      Optional<CompanyId> company,
      Optional<String> role,
      Optional<RoleId> position,
      NewUser user) {}

  /** What the new user will be. */
  private record Rank(Set<RoleId> roles, boolean superuser) {}

  private final Companies companies;
  private final Roles roles;
  private final AddUser addUser;
  private final ChangeStaff changeStaff;
  private final AuditTrail audit;

  public CreateUser(
      Companies companies,
      Roles roles,
      AddUser addUser,
      ChangeStaff changeStaff,
      AuditTrail audit) {
    this.companies = companies;
    this.roles = roles;
    this.addUser = addUser;
    this.changeStaff = changeStaff;
    this.audit = audit;
  }

  public User handle(Command command) {
    var company = company(command);
    rank(command.by(), command, company); // refused before the slow part
    var prepared = addUser.prepare(command.user(), companies.find(company).map(Company::name));
    return changeStaff.handle(
        command.by(),
        company,
        by -> {
          var rank = rank(by, command, company);
          var user = addUser.store(prepared, company, rank.roles(), rank.superuser());
          audit.add(AddUser.recorded(AuditEvent.by(by, AuditAction.USER_CREATED), user));
          return user;
        });
  }

  private CompanyId company(Command command) {
    var own = command.by().company();
    var wanted = command.company().filter(_ -> command.by().superuser()).orElse(own);
    if (!wanted.equals(own) && companies.find(wanted).isEmpty()) {
      throw new Missing("company_not_found", "Company not found").asException();
    }
    return wanted;
  }

  private Rank rank(Caller by, Command command, CompanyId company) {
    var slug = command.role().filter(_ -> command.position().isEmpty());
    if (slug.filter(SystemRole.SUPERUSER_NAMES::contains).isPresent()) {
      if (!by.superuser()) {
        throw tooMuch();
      }
      return new Rank(Set.of(), true);
    }
    var role = new RoleChoice(slug, command.position()).among(roles.of(company));
    if (!by.superuser() && !role.grantableBy(by.permissions())) {
      throw tooMuch();
    }
    return new Rank(Set.of(role.id()), false);
  }

  static Rejected tooMuch() {
    return new Forbidden("role_above_own", "Nobody can grant more than they have").asException();
  }
}
