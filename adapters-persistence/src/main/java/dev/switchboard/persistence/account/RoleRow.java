package dev.switchboard.persistence.account;

import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.persistence.RowKey;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table {@code role}, as a struct that is only read: its writes take many at once. */
@Entity
@Table(name = "role")
class RoleRow {
  @EmbeddedId RowKey key;

  @Column(nullable = false)
  String slug;

  @Column(nullable = false)
  String name;

  String description;

  @Column(name = "is_system", nullable = false)
  boolean system;

  @Column(nullable = false)
  String[] permissions;

  @Column(nullable = false)
  Instant createdAt;

  @Column(nullable = false)
  Instant updatedAt;

  Role toDomain() {
    return new Role(
        key.company(),
        new RoleId(key.id()),
        slug,
        name,
        Optional.ofNullable(description),
        system,
        permissions(permissions),
        createdAt,
        updatedAt);
  }

  /** Without what this version does not know. */
  static Set<Permission> permissions(String[] codes) {
    return Arrays.stream(codes)
        .map(Permission::of)
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }
}
