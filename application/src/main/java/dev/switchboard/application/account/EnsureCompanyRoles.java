package dev.switchboard.application.account;

import dev.switchboard.application.Ids;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.SystemRole;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;

/**
 * Gives companies the system roles of this version: all of them at birth, what changed on a start
 * of a newer version. Runs inside the caller's unit of work.
 */
public final class EnsureCompanyRoles {
  private final Roles roles;
  private final Ids ids;
  private final Clock clock;

  public EnsureCompanyRoles(Roles roles, Ids ids, Clock clock) {
    this.roles = roles;
    this.ids = ids;
    this.clock = clock;
  }

  public void handle(Collection<CompanyId> companies) {
    var now = clock.instant();
    roles.ensure(
        companies.stream()
            .flatMap(
                company ->
                    Arrays.stream(SystemRole.values())
                        .map(role -> Role.of(role, company, new RoleId(ids.next()), now)))
            .toList());
  }
}
