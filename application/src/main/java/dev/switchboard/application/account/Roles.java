package dev.switchboard.application.account;

import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
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
   *
   * @throws dev.switchboard.application.Contention one of the companies was just removed
   */
  void ensure(Collection<Role> systemRoles);

  /**
   * A role of the company's own. Needs a running unit of work.
   *
   * @throws dev.switchboard.domain.Rejected {@code role_exists}: the slug is taken; the running
   *     unit of work must then be given up
   * @throws dev.switchboard.application.Contention the company was just removed
   */
  void add(Role role);

  /** All but id, slug and birth. Needs a running unit of work. */
  void update(Role role);

  /** From whoever holds it too. Needs a running unit of work. */
  void remove(CompanyId company, RoleId role);

  /** The refusal of a second one by the same name. */
  static RuntimeException taken() {
    return new Refused("role_exists", "Role already exists").asException();
  }
}
