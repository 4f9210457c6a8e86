package dev.switchboard.web.account;

import dev.switchboard.application.account.EditRole;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.Role;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A role, which another ancestor calls a position, as frontends see it. */
record RoleLine(
    long id,
    String name,
    String slug,
    String description,
    List<String> permissions,
    boolean isSystem,
    Instant createdAt,
    Instant updatedAt) {

  static RoleLine of(Role role) {
    return new RoleLine(
        role.id().value(),
        role.name(),
        role.slug(),
        role.description().orElse(null),
        role.permissions().stream().sorted().map(Permission::code).toList(),
        role.system(),
        role.createdAt(),
        role.updatedAt());
  }

  /** What makes a role, or changes one; rank and company are no part of it. */
  record Body(String name, String slug, String description, List<String> permissions) {
    /** Of a new role. */
    Role.Draft draft() {
      return new Role.Draft(
          PersonBody.required("name", name), Optional.ofNullable(description), codes());
    }

    /** What is not said stays as it is. */
    EditRole.Changes changes() {
      return new EditRole.Changes(
          Optional.ofNullable(name),
          Optional.ofNullable(description),
          Optional.ofNullable(permissions).map(_ -> codes()));
    }

    private Set<Permission> codes() {
      var codes = new HashSet<Permission>();
      for (var code : permissions == null ? List.<String>of() : permissions) {
        codes.add(
            Permission.of(String.valueOf(code))
                .orElseThrow(
                    () ->
                        Invalid.field(
                                "permissions",
                                "unknown_permission",
                                "permissions has a code that does not exist")
                            .asException()));
      }
      return codes;
    }
  }
}
