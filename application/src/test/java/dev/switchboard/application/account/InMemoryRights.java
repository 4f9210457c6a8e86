package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Units of work run one at a time in memory: that holds everything still. */
public final class InMemoryRights implements Rights {
  private final Users users;
  private final Roles roles;

  public InMemoryRights(Users users, Roles roles) {
    this.users = users;
    this.roles = roles;
  }

  @Override
  public Map<UserId, Caller.Standing> hold(CompanyId company, Collection<UserId> asked) {
    var now = new HashMap<UserId, Caller.Standing>();
    for (var id : asked) {
      users.find(company, id).filter(User::active).ifPresent(u -> now.put(id, standing(u)));
    }
    return now;
  }

  @Override
  public Caller change(Caller by, CompanyId company) {
    return hold(by);
  }

  private Caller.Standing standing(User user) {
    var held =
        roles.of(user.company()).stream().filter(role -> user.roles().contains(role.id())).toList();
    return new Caller.Standing(
        user.superuser(),
        user.superuser() ? Set.of(Permission.values()) : Role.permissionsOf(held));
  }
}
