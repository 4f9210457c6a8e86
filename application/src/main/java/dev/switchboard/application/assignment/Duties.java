package dev.switchboard.application.assignment;

import dev.switchboard.application.account.ChatDuties;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.util.Set;

/** The rotation takes in what an agent leaves, and gives whoever came what waits. */
public record Duties(ReassignFrom reassignFrom, DrainBacklog drainBacklog) implements ChatDuties {
  @Override
  public void ended(CompanyId company, Set<UserId> agents) {
    reassignFrom.handle(company, agents);
  }

  @Override
  public void begun(CompanyId company) {
    drainBacklog.follow(company);
  }
}
