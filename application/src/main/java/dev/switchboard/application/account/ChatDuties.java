package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.util.Set;

/** What follows for the chats of a company when its agents change. */
public interface ChatDuties {
  /**
   * These may not receive chats any more: theirs go to others. Inside the unit of work that makes
   * it so, after that is stored; all of them at once, for their chats are locked in one order.
   */
  void ended(CompanyId company, Set<UserId> agents);

  /**
   * Somebody may from now on: whoever waits is given to them. Never part of a unit of work: in a
   * running one, it begins after the commit. What fails comes later, and is no failure of the
   * change that it follows.
   */
  void begun(CompanyId company);
}
