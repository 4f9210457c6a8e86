package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Role;
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
  /** The names under which the ancestors know a superuser. */
  private static final Set<String> SUPERUSER = Set.of("superadmin", "super-admin");

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

  private final Transactions transactions;
  private final Companies companies;
  private final Roles roles;
  private final AddUser addUser;

  public CreateUser(Transactions transactions, Companies companies, Roles roles, AddUser addUser) {
    this.transactions = transactions;
    this.companies = companies;
    this.roles = roles;
    this.addUser = addUser;
  }

  public User handle(Command command) {
    var company = company(command);
    rank(command, company); // refused before the slow part
    var prepared = addUser.prepare(command.user());
    return transactions.inTransaction(
        () -> {
          var rank = rank(command, company);
          return addUser.store(prepared, company, rank.roles(), rank.superuser());
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

  private Rank rank(Command command, CompanyId company) {
    var slug = command.role().filter(_ -> command.position().isEmpty());
    if (slug.filter(SUPERUSER::contains).isPresent()) {
      if (!command.by().superuser()) {
        throw tooMuch();
      }
      return new Rank(Set.of(), true);
    }
    var role = role(command, company, slug);
    if (!command.by().superuser() && !role.grantableBy(command.by().permissions())) {
      throw tooMuch();
    }
    return new Rank(Set.of(role.id()), false);
  }

  private Role role(Command command, CompanyId company, Optional<String> slug) {
    var known = roles.of(company);
    if (command.position().isPresent()) {
      return known.stream()
          .filter(role -> role.id().equals(command.position().get()))
          .findFirst()
          .orElseThrow(() -> new Missing("position_not_found", "Position not found").asException());
    }
    var wanted = slug.orElse(SystemRole.AGENT.slug());
    var canonical = SystemRole.of(wanted).map(SystemRole::slug).orElse(wanted);
    return known.stream()
        .filter(role -> role.slug().equals(canonical))
        .findFirst()
        .orElseThrow(() -> Invalid.field("role", "unknown", "No such role").asException());
  }

  private static Rejected tooMuch() {
    return new Forbidden("role_above_own", "Nobody can grant more than they have").asException();
  }
}
