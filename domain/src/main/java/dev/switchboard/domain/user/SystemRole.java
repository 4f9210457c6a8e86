package dev.switchboard.domain.user;

import static dev.switchboard.domain.user.Permission.*;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Roles that every company has. Each company gets rows of its own at birth; on every start they are
 * brought to what stands here. {@code superadmin} is not among them: it is a property of the user.
 */
public enum SystemRole {
  COMPANY_ADMIN("company_admin", "Runs the company", companyAdmin()),
  SUPERVISOR(
      "supervisor",
      "Watches and distributes",
      EnumSet.of(
          CHAT_VIEW_ASSIGNED,
          CHAT_VIEW_TEAM,
          CHAT_VIEW_ALL,
          CHAT_MESSAGE,
          CHAT_ASSIGN,
          TEMPLATE_USE,
          COMMENT_MODERATE,
          STATS_VIEW)),
  AGENT(
      "agent",
      "Answers customers",
      EnumSet.of(CHAT_VIEW_ASSIGNED, CHAT_MESSAGE, CHAT_RECEIVE, TEMPLATE_USE)),
  CONTENT_MANAGER(
      "content_manager", "Plans content", EnumSet.of(TEMPLATE_USE, TEMPLATE_MANAGE, STATS_VIEW)),
  CONTENT_WRITER("content_writer", "Writes content", EnumSet.of(TEMPLATE_USE)),
  CLIENT("client", "A customer with a login", EnumSet.noneOf(Permission.class)),
  MEMBER("member", "A newcomer", EnumSet.noneOf(Permission.class));

  /** The names under which the ancestors know a superuser, which is no role. */
  public static final Set<String> SUPERUSER_NAMES = Set.of("superadmin", "super-admin");

  private final String slug;
  private final String description;
  private final Set<Permission> permissions;

  SystemRole(String slug, String description, Set<Permission> permissions) {
    this.slug = slug;
    this.description = description;
    this.permissions = Set.copyOf(permissions);
  }

  public String slug() {
    return slug;
  }

  /** For people: {@code Company admin}. */
  public String displayName() {
    var words = slug.replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  public String description() {
    return description;
  }

  public Set<Permission> permissions() {
    return permissions;
  }

  /** By slug, also by the names that the ancestors have for some of them. */
  public static Optional<SystemRole> of(String slug) {
    var wanted =
        switch (slug) {
          case "admin" -> "company_admin";
          case "agent-messaging" -> "agent";
          default -> slug;
        };
    return Arrays.stream(values()).filter(role -> role.slug.equals(wanted)).findFirst();
  }

  /** Whether no role of a company's own may be known by it: it means something already. */
  public static boolean reserved(String slug) {
    return SUPERUSER_NAMES.contains(slug)
        || of(slug).or(() -> of(slug.replace('-', '_'))).isPresent();
  }

  private static Set<Permission> companyAdmin() {
    var all = EnumSet.allOf(Permission.class);
    all.remove(CHAT_RECEIVE); // of the system roles only agent takes part in the rotation
    all.remove(COMPANY_MANAGE);
    return all;
  }
}
