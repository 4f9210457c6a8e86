package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
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
