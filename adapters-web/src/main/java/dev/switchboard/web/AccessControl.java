package dev.switchboard.web;

import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Unauthenticated;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.security.RouteRole;
import java.util.Optional;
import java.util.Set;

/** Runs before every matched route: finds the caller and asks the route's {@link Access}. */
final class AccessControl {
  private static final String CALLER = "switchboard.caller";
  private static final String REFUSAL = "switchboard.refusal";
  private static final String BEARER = "bearer ";

  private final Authenticator authenticator;

  AccessControl(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  void check(Context context) {
    if (context.method().equals(HandlerType.HEAD) && context.routeRoles().isEmpty()) {
      return; // Javalin answers for the GET route without running it: nothing to see
    }
    switch (of(context.routeRoles())) {
      case Access.Public _ -> {}
      case Access.Provable _ -> authenticateIfPossible(context);
      case Access access -> {
        if (!access.admits(authenticate(context))) {
          throw new Forbidden("insufficient_permissions", "Insufficient permissions").asException();
        }
      }
    }
  }

  private Caller authenticate(Context context) {
    var caller = authenticator.authenticate(token(context)).from(Client.of(context).address());
    context.attribute(CALLER, caller);
    return caller;
  }

  private void authenticateIfPossible(Context context) {
    try {
      authenticate(context);
    } catch (Rejected e) {
      if (!(e.reason() instanceof Unauthenticated)) {
        throw e;
      }
      context.attribute(REFUSAL, e);
    }
  }

  /**
   * @throws Rejected nobody is known, on a route that lets the body prove who it is
   */
  static Caller caller(Context context) {
    return found(context)
        .orElseThrow(
            () ->
                Optional.<RuntimeException>ofNullable(context.<Rejected>attribute(REFUSAL))
                    .orElseGet(() -> new IllegalStateException("a public route has no caller")));
  }

  /** Empty while nobody is known. */
  static Optional<Caller> found(Context context) {
    return Optional.ofNullable(context.attribute(CALLER));
  }

  /** The one declared access, or an empty set's absence as an error of the programmer. */
  static Access of(Set<RouteRole> roles) {
    Access declared = null;
    for (var role : roles) {
      if (role instanceof Access access) {
        if (declared != null) {
          throw notOne(roles);
        }
        declared = access;
      }
    }
    if (declared == null) {
      throw notOne(roles);
    }
    return declared;
  }

  private static IllegalStateException notOne(Set<RouteRole> roles) {
    return new IllegalStateException("a route must declare exactly one access, not " + roles);
  }

  private static String token(Context context) {
    var header = context.header("Authorization");
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw new Unauthenticated("not_authenticated", "Not authenticated").asException();
    }
    return header.substring(BEARER.length()).strip();
  }
}
