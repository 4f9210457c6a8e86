package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;

/** What follows for the chats of a company when its agents change. */
public interface ChatDuties {
  /**
   * Somebody may not receive chats any more: theirs go to others. Inside the unit of work that
   * makes it so, after that is stored.
   */
  void ended(CompanyId company, UserId agent);

  /** Somebody may from now on: whoever waits is given to them. After the commit. */
  void begun(CompanyId company);
}
