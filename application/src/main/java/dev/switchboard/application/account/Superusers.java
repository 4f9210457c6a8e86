package dev.switchboard.application.account;

import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.Seen;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Who may reach whom, and that the installation keeps a superuser. */
public final class Superusers {
  private final Companies companies;
  private final Users users;
  private final Roles roles;

  public Superusers(Companies companies, Users users, Roles roles) {
    this.companies = companies;
    this.users = users;
    this.roles = roles;
  }

  /**
   * Where to look for {@code user}: a superuser finds everybody, anybody else their own company's.
   *
   * @throws dev.switchboard.domain.Rejected there is no such user
   */
  public CompanyId companyOf(Caller by, UserId user) {
    return by.superuser() ? users.companyOf(user).orElseThrow(Superusers::missing) : by.company();
  }

  /**
   * Changes somebody as {@link #lock} lets the caller, with all that follows for the staff.
   *
   * @param change is given the caller as of now, and whom they act on
   */
  <T> T change(
      ChangeStaff staff, Caller by, UserId id, Seen seen, BiFunction<Caller, User, T> change) {
    var company = companyOf(by, id);
    return staff.handle(by, company, now -> change.apply(now, lock(now, company, id, seen)));
  }

  /**
   * Locked, for a caller who may act on them: only who holds all that they hold, for otherwise one
   * could make away with, or become, somebody above oneself.
   *
   * @throws dev.switchboard.domain.Rejected that, or it is not the revision the caller has seen
   */
  User lock(Caller by, CompanyId company, UserId id, Seen seen) {
    var user = users.lock(company, id).orElseThrow(Superusers::missing);
    if (user.superuser() && !by.superuser()) {
      throw new Forbidden("superuser_only", "Only a superuser can act on a superuser")
          .asException();
    }
    if (!holdsAllOf(by, user)) {
      throw new Forbidden("user_above_own", "This user may do more than you").asException();
    }
    seen.require(user.revision());
    return user;
  }

  private boolean holdsAllOf(Caller by, User user) {
    return by.superuser()
        || roles.of(user.company()).stream()
            .filter(role -> user.roles().contains(role.id()))
            .allMatch(role -> role.grantableBy(by.permissions()));
  }

  /**
   * Runs what takes a superuser away, one after the other in the whole installation.
   *
   * @throws dev.switchboard.domain.Rejected there would be none left
   */
  <T> T keepingOne(User leaving, Supplier<T> change) {
    if (!leaving.superuser()) {
      return change.get();
    }
    companies.lockInstallation();
    var result = change.get();
    if (!users.anySuperuser()) {
      throw ChangeStaff.lastAdministrator();
    }
    return result;
  }

  static RuntimeException missing() {
    return new Missing("user_not_found", "User not found").asException();
  }
}
