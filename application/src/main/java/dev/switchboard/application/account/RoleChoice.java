package dev.switchboard.application.account;

import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.SystemRole;
import java.util.Collection;
import java.util.Optional;

/**
 * Which role a newcomer is to have.
 *
 * @param slug of a system role, also by an ancestor's name, or of a role of the company
 * @param position the role's id, which wins; {@code agent} without either
 */
public record RoleChoice(Optional<String> slug, Optional<RoleId> position) {
  /**
   * @throws dev.switchboard.domain.Rejected there is no such role
   */
  Role among(Collection<Role> known) {
    if (position.isPresent()) {
      return known.stream()
          .filter(role -> role.id().equals(position.get()))
          .findFirst()
          .orElseThrow(() -> new Missing("position_not_found", "Position not found").asException());
    }
    var wanted = slug.orElse(SystemRole.AGENT.slug());
    var canonical = SystemRole.of(wanted).map(SystemRole::slug).orElse(wanted);
    return known.stream()
        .filter(role -> role.slug().equals(canonical))
        .findFirst()
        .orElseThrow(() -> Invalid.field("role", "unknown", "No such role").asException());
  }
}
