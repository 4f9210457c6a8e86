package dev.switchboard.persistence.account;

import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Callers;
import dev.switchboard.application.account.CallersContract;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.domain.user.Username;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

class PostgresCallersTest extends PostgresAccounts implements CallersContract {
  @Override
  public Callers callers() {
    return new PostgresCallers(test.database());
  }

  @Override
  public Caller signedIn(boolean superuser, Set<Permission> permissions) {
    var company = newCompany();
    var roles = new HashSet<RoleId>();
    if (!superuser) {
      permissions.forEach(permission -> roles.add(roleWith(company, Set.of(permission))));
      roles.add(roleWith(company, permissions));
    }
    var user = added(user(company, superuser, roles));
    var session = added(aSession(user));
    return new Caller(
        company,
        user.id(),
        session.id(),
        user.username().value(),
        user.email().orElseThrow().value(),
        superuser,
        permissions);
  }

  private RoleId roleWith(CompanyId company, Set<Permission> permissions) {
    var id = ids().next();
    addOwn(
        new Role(
            company,
            new RoleId(id),
            "own-" + id,
            "Own",
            Optional.empty(),
            false,
            permissions,
            CLOCK.instant(),
            CLOCK.instant()));
    return new RoleId(id);
  }

  private User user(CompanyId company, boolean superuser, Set<RoleId> roles) {
    var plain = aUser(company);
    return new User(
        company,
        new UserId(ids().next()),
        new Username(plain.username() + "x"),
        plain.email(),
        Optional.empty(),
        Optional.empty(),
        plain.profile(),
        roles,
        true,
        superuser,
        true,
        Optional.empty(),
        0,
        plain.createdAt(),
        plain.updatedAt());
  }

  @Override
  public void disable(Caller caller) {
    var user = users().find(caller.company(), caller.user()).orElseThrow();
    changed(user, one -> one.activated(false, user.updatedAt()));
  }

  @Override
  public void end(Caller caller) {
    transactions()
        .inTransaction(
            () ->
                sessions()
                    .end(caller.company(), caller.session(), Session.End.LOGOUT, CLOCK.instant()));
  }
}
