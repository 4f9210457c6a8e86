package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Callers keep what they came with, until it is taken from them. */
public final class GivenRights implements Rights {
  private final Set<UserId> lost = ConcurrentHashMap.newKeySet();

  /** All of this user's, after whatever request of theirs was let in. */
  public void take(UserId user) {
    lost.add(user);
  }

  @Override
  public Caller hold(Caller caller) {
    var now = new Caller.Standing(caller.superuser(), caller.permissions());
    return caller.asOf(
        Optional.of(lost.contains(caller.user()) ? new Caller.Standing(false, Set.of()) : now));
  }

  @Override
  public Caller change(Caller by, CompanyId company) {
    return hold(by);
  }
}
