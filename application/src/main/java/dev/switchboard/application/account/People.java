package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a company shows of its users. */
public final class People {
  private final Users users;
  private final Roles roles;

  public People(Users users, Roles roles) {
    this.users = users;
    this.roles = roles;
  }

  public UserView show(User user) {
    return UserView.of(user, roles.of(user.company()));
  }

  public Optional<UserView> find(CompanyId company, UserId id) {
    return users.find(company, id).map(this::show);
  }

  public List<UserView> page(CompanyId company, Users.Filter filter, int skip, int limit) {
    var known = roles.of(company);
    return users.page(company, filter, skip, limit).stream()
        .map(user -> UserView.of(user, known))
        .toList();
  }

  public long count(CompanyId company, Users.Filter filter) {
    return users.count(company, filter);
  }

  /** What somebody holds, by id; empty for nobody. */
  public List<Role> rolesOf(CompanyId company, UserId id) {
    var held = users.find(company, id).map(User::roles).orElse(Set.of());
    return roles.of(company).stream().filter(role -> held.contains(role.id())).toList();
  }
}
