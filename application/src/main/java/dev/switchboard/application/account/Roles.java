package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Role;
import java.util.Collection;
import java.util.List;

/** The roles of each company. Behaviour is fixed by {@code RolesContract}. */
public interface Roles {
  /** By id. A permission that this version does not know is left out. */
  List<Role> of(CompanyId company);

  /**
   * Adds those whose slug the company does not have yet and brings its system role of the same slug
   * to what is given here; a role of its own by that name stays as it is. Needs a running unit of
   * work.
   */
  void ensure(Collection<Role> systemRoles);
}
