package dev.switchboard.application.account;

import dev.switchboard.application.account.Caller.Standing;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What callers may do, held still while something is done on the strength of it: a right that is
 * taken away is gone for every unit of work that begins to act afterwards. Ask before anything else
 * is locked. Needs a running unit of work. Behaviour is fixed by {@code RightsContract}.
 */
public interface Rights {
  /**
   * Until the end of the running unit of work nobody's rights change in the company. Many may hold
   * them at once.
   *
   * @return what these users are worth as of now; without those who are disabled or gone
   */
  Map<UserId, Standing> hold(CompanyId company, Collection<UserId> users);

  /**
   * As {@link #hold(CompanyId, Collection)}, for one who asks.
   *
   * @return the caller as of now
   * @throws dev.switchboard.domain.Rejected the caller has lost a right since the request came
   */
  default Caller hold(Caller caller) {
    var now = hold(caller.company(), Set.of(caller.user()));
    return caller.asOf(Optional.ofNullable(now.get(caller.user())));
  }

  /**
   * As {@link #hold(Caller)}, but alone: for whoever changes the rights of somebody in {@code
   * company}.
   *
   * @param company not the caller's own only for a superuser
   */
  Caller change(Caller by, CompanyId company);
}
