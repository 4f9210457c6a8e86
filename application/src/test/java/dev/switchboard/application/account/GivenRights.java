package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Callers keep what they came with, until it is taken from them. */
public final class GivenRights implements Rights {
  private final Set<UserId> lost = ConcurrentHashMap.newKeySet();
  private final Set<UserId> disabled = ConcurrentHashMap.newKeySet();

  /** All of this user's, after whatever request of theirs was let in. */
  public void take(UserId user) {
    lost.add(user);
  }

  /** After whatever request of theirs was let in. */
  public void disable(UserId user) {
    disabled.add(user);
  }

  /** Nobody's rights are known here but those a caller came with. */
  @Override
  public Map<UserId, Caller.Standing> hold(CompanyId company, Collection<UserId> users) {
    var now = new HashMap<UserId, Caller.Standing>();
    users.stream()
        .filter(user -> !disabled.contains(user))
        .forEach(user -> now.put(user, new Caller.Standing(!lost.contains(user), left(user))));
    return now;
  }

  private Set<Permission> left(UserId user) {
    return lost.contains(user) ? Set.of() : Set.of(Permission.values());
  }

  @Override
  public Caller hold(Caller caller) {
    var now = new Caller.Standing(caller.superuser(), caller.permissions());
    var left = lost.contains(caller.user()) ? new Caller.Standing(false, Set.of()) : now;
    return caller.asOf(Optional.of(left).filter(_ -> !disabled.contains(caller.user())));
  }

  @Override
  public Caller change(Caller by, CompanyId company) {
    return hold(by);
  }
}
