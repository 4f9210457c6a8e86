package dev.switchboard.domain.user;

import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A named set of permissions of one company; ancestors call it a position.
 *
 * @param system one of {@link SystemRole}, kept up to date by the product
 */
public record Role(
    CompanyId company,
    RoleId id,
    String slug,
    String name,
    Optional<String> description,
    boolean system,
    Set<Permission> permissions,
    Instant createdAt,
    Instant updatedAt) {

  public Role {
    permissions = Set.copyOf(permissions);
  }

  /** The company's own copy of a system role. */
  public static Role of(SystemRole role, CompanyId company, RoleId id, Instant at) {
    return new Role(
        company,
        id,
        role.slug(),
        role.displayName(),
        Optional.of(role.description()),
        true,
        role.permissions(),
        at,
        at);
  }

  /** What somebody who holds all of {@code roles} may do. */
  public static Set<Permission> permissionsOf(Collection<Role> roles) {
    var union = EnumSet.noneOf(Permission.class);
    roles.forEach(role -> union.addAll(role.permissions()));
    return union;
  }

  /**
   * Whether somebody with {@code own} permissions may give this role away: only who holds all of
   * it. Taking part in the rotation is a duty and not a power, so an administrator, who does not
   * take part, may ask others to.
   */
  public boolean grantableBy(Set<Permission> own) {
    return permissions.stream()
        .allMatch(permission -> permission == Permission.CHAT_RECEIVE || own.contains(permission));
  }
}
