package dev.switchboard.domain.user;

import dev.switchboard.domain.NormalText;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
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
  private static final int MAX_NAME_LENGTH = 100;
  private static final int MAX_SLUG_LENGTH = 60;
  private static final int MAX_DESCRIPTION_LENGTH = 500;

  public Role {
    name =
        Texts.line("name", Optional.of(name), MAX_NAME_LENGTH)
            .orElseThrow(
                () -> Invalid.field("name", "blank", "name must not be empty").asException());
    description = Texts.lines("description", description, MAX_DESCRIPTION_LENGTH);
    permissions = Set.copyOf(permissions);
  }

  /** What a company says of a role of its own. */
  public record Draft(String name, Optional<String> description, Set<Permission> permissions) {}

  /**
   * A role that a company makes for itself.
   *
   * @param slug what it is to be known by, in any form; made from the name where absent
   */
  public static Role own(
      CompanyId company, RoleId id, Optional<String> slug, Draft draft, Instant at) {
    var known =
        slug.filter(text -> !text.isBlank())
            .map(text -> slugOf(NormalText.nfc("slug", text, MAX_NAME_LENGTH)))
            .orElseGet(() -> slugOf(NormalText.nfc("name", draft.name(), MAX_NAME_LENGTH)));
    return new Role(
        company,
        id,
        known.isEmpty() ? "role-" + id : known,
        draft.name(),
        draft.description(),
        false,
        draft.permissions(),
        at,
        at);
  }

  /**
   * @throws dev.switchboard.domain.Rejected of a system role: the next start would undo it
   */
  public Role edited(Draft draft, Instant at) {
    requireOwn();
    return new Role(
        company,
        id,
        slug,
        draft.name(),
        draft.description(),
        false,
        draft.permissions(),
        createdAt,
        at);
  }

  /** What the company made it may also undo; the system roles stay. */
  public void requireOwn() {
    if (system) {
      throw new Refused("system_role", "System roles cannot be changed or deleted").asException();
    }
  }

  /** Whether people, or who looks for a role by its name, would take one for the other. */
  public boolean sameName(Role other) {
    return slugOf(slug).equals(slugOf(other.slug)) || folded(name).equals(folded(other.name));
  }

  /** Lower-case letters and digits of ASCII, anything between them a hyphen; may be empty. */
  static String slugOf(String text) {
    var slug = NormalText.withoutMarks(text).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    var shortened = slug.length() > MAX_SLUG_LENGTH ? slug.substring(0, MAX_SLUG_LENGTH) : slug;
    return shortened.replaceAll("^-|-$", "");
  }

  private static String folded(String text) {
    return NormalText.folded(text);
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
