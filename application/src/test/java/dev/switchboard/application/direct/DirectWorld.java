package dev.switchboard.application.direct;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;

/** Who must be there before somebody can write to somebody. */
public interface DirectWorld {
  /** A new one. */
  CompanyId company();

  /** A new one, enabled. */
  UserId user(CompanyId company, String fullName);

  void disable(CompanyId company, UserId user);

  void delete(CompanyId company, UserId user);
}
