package dev.switchboard.web;

import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.user.Permission;
import io.javalin.security.RouteRole;
import java.util.Set;

/**
 * What a route demands of its caller. Every route declares exactly one; the server does not start
 * with a route that declares none.
 */
public sealed interface Access extends RouteRole {
  /** Anybody, also without a token. */
  record Public() implements Access {}

  /** Whoever is logged in. */
  record Authenticated() implements Access {}

  /**
   * Whoever is logged in, or proves in the body who they are; what becomes of anybody else is the
   * route's to say.
   */
  record Provable() implements Access {}

  /** Whoever holds at least one of these. */
  record AnyOf(Set<Permission> permissions) implements Access {}

  /** Superusers alone. */
  record Superuser() implements Access {}

  Access PUBLIC = new Public();
  Access AUTHENTICATED = new Authenticated();
  Access PROVABLE = new Provable();
  Access SUPERUSER = new Superuser();

  static Access anyOf(Permission... permissions) {
    return new AnyOf(Set.of(permissions));
  }

  /** For a caller who is known already. */
  default boolean admits(Caller caller) {
    return switch (this) {
      case Public _, Authenticated _, Provable _ -> true;
      case AnyOf(var permissions) -> permissions.stream().anyMatch(caller::may);
      case Superuser _ -> caller.superuser();
    };
  }
}
