package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it was told. */
public final class RecordedDuties implements ChatDuties {
  public final List<UserId> ended = new CopyOnWriteArrayList<>();
  public final List<CompanyId> begun = new CopyOnWriteArrayList<>();

  @Override
  public void ended(CompanyId company, Set<UserId> agents) {
    ended.addAll(agents);
  }

  @Override
  public void begun(CompanyId company) {
    begun.add(company);
  }
}
