package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.SystemRole;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Roles} must do. */
public interface RolesContract extends AccountPorts {
  /** Stores a role as an administrator made it. */
  void addOwn(Role role);

  @Test
  default void aCompanyHasItsOwnSystemRoles() {
    var company = newCompany();
    var other = newCompany();

    assertThat(roles().of(company))
        .extracting(Role::slug)
        .containsExactlyInAnyOrderElementsOf(
            List.of(SystemRole.values()).stream().map(SystemRole::slug).toList());
    assertThat(roles().of(company)).allMatch(role -> role.company().equals(company));
    assertThat(role(company, SystemRole.AGENT)).isNotEqualTo(role(other, SystemRole.AGENT));
  }

  @Test
  default void everythingOfARoleIsKept() {
    var company = newCompany();
    var own = role(company, "night-shift", false, Set.of(Permission.CHAT_VIEW_ALL));

    addOwn(own);

    assertThat(roles().of(company)).contains(own);
  }

  @Test
  default void aSystemRoleIsBroughtUpToDateAndKeepsItsId() {
    var company = newCompany();
    var before = role(company, SystemRole.MEMBER);
    var grown = role(company, "member", true, Set.of(Permission.TEMPLATE_USE));

    transactions().inTransaction(() -> roles().ensure(List.of(grown)));

    var after = bySlug(company, "member");
    assertThat(after.permissions()).containsExactly(Permission.TEMPLATE_USE);
    assertThat(after.id()).isEqualTo(before);
    assertThat(roles().of(company)).hasSize(SystemRole.values().length);
  }

  @Test
  default void aRoleOfTheCompanysOwnStaysAsItIs() {
    var company = newCompany();
    var own = role(company, "night-shift", false, Set.of(Permission.CHAT_VIEW_ALL));
    addOwn(own);

    transactions()
        .inTransaction(() -> roles().ensure(List.of(role(company, "night-shift", true, Set.of()))));

    assertThat(bySlug(company, "night-shift")).isEqualTo(own);
  }

  private Role bySlug(CompanyId company, String slug) {
    return roles().of(company).stream()
        .filter(role -> role.slug().equals(slug))
        .findFirst()
        .orElseThrow();
  }

  private Role role(CompanyId company, String slug, boolean system, Set<Permission> permissions) {
    return new Role(
        company,
        new RoleId(ids().next()),
        slug,
        "Name of " + slug,
        Optional.of("What it is"),
        system,
        permissions,
        NOON,
        NOON);
  }
}
