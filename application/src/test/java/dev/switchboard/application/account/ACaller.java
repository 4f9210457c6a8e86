package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.util.Set;

/** Callers for tests. */
public final class ACaller {
  private ACaller() {}

  /** Called {@code user} and their id. */
  public static Caller of(long company, long user, Permission... permissions) {
    return new Caller(
        new CompanyId(company),
        new UserId(user),
        new SessionId(user),
        "user" + user,
        "user" + user + "@example.test",
        false,
        Set.of(permissions));
  }
}
