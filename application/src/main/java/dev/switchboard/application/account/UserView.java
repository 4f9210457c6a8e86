package dev.switchboard.application.account;

import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A user as frontends see them: the union of what the ancestors show. Absent things are null in the
 * JSON.
 *
 * @param name the full name, else the username
 * @param contactNumber the phone number, under the name another ancestor has for it
 * @param role the one that says most, by the ancestors' names: {@code superadmin}, {@code admin},
 *     {@code agent}, …
 * @param revision of what is the user's own, not of the roles they hold
 * @param roles slugs of all; an administrator's also under the ancestors' name {@code admin}
 */
public record UserView(
    long id,
    String username,
    String email,
    String fullName,
    String name,
    String firstName,
    String lastName,
    String bio,
    String phoneNumber,
    String contactNumber,
    String empId,
    String country,
    String role,
    List<String> roles,
    List<String> permissions,
    long companyId,
    boolean isActive,
    boolean isSuperuser,
    boolean canReceiveNewChats,
    String businessName,
    String tagline,
    String website,
    Map<String, String> socialLinks,
    boolean setupCompleted,
    String avatarUrl,
    int revision,
    Instant createdAt,
    Instant updatedAt) {
  private static final String ADMIN = "admin";
  private static final String SUPERUSER = "superadmin";

  /**
   * @param companyRoles all roles of the user's company
   */
  public static UserView of(User user, Collection<Role> companyRoles) {
    var held = companyRoles.stream().filter(role -> user.roles().contains(role.id())).toList();
    var profile = user.profile();
    var phone = user.phoneNumber().map(Object::toString).orElse(null);
    var slugs = slugs(user, held);
    return new UserView(
        user.id().value(),
        user.username().value(),
        user.email().map(Object::toString).orElse(null),
        profile.fullName().orElse(null),
        user.displayName(),
        profile.firstName().orElse(null),
        profile.lastName().orElse(null),
        profile.bio().orElse(null),
        phone,
        phone,
        user.employeeId().map(Object::toString).orElse(null),
        profile.country().orElse(null),
        foremost(slugs),
        slugs,
        permissions(user, held),
        user.company().value(),
        user.active(),
        user.superuser(),
        user.receivesNewChats(),
        profile.businessName().orElse(null),
        profile.tagline().orElse(null),
        profile.website().orElse(null),
        profile.socialLinks(),
        profile.setupCompleted(),
        profile.avatarUrl().orElse(null),
        user.revision(),
        user.createdAt(),
        user.updatedAt());
  }

  private static List<String> slugs(User user, List<Role> held) {
    var known = Arrays.stream(SystemRole.values()).map(SystemRole::slug).toList();
    var slugs = new ArrayList<String>();
    if (user.superuser()) {
      slugs.add(SUPERUSER);
    }
    known.stream()
        .filter(slug -> held.stream().anyMatch(r -> r.slug().equals(slug)))
        .forEach(slugs::add);
    held.stream()
        .map(Role::slug)
        .filter(slug -> !known.contains(slug))
        .sorted()
        .forEach(slugs::add);
    if (slugs.contains(SystemRole.COMPANY_ADMIN.slug())) {
      slugs.add(ADMIN);
    }
    return List.copyOf(slugs);
  }

  private static String foremost(List<String> slugs) {
    return slugs.stream()
        .map(slug -> slug.equals(SystemRole.COMPANY_ADMIN.slug()) ? ADMIN : slug)
        .findFirst()
        .orElse(null);
  }

  private static List<String> permissions(User user, List<Role> held) {
    var permissions = user.superuser() ? Set.of(Permission.values()) : Role.permissionsOf(held);
    return Stream.of(Permission.values())
        .filter(permissions::contains)
        .map(Permission::code)
        .toList();
  }
}
