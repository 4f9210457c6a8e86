package dev.switchboard.web.admission;

import dev.switchboard.web.Mounts;
import io.javalin.security.RouteRole;
import java.util.Set;

/**
 * What a route asks of the server, from what is refused last to what is refused first. A route may
 * declare one; else it follows from its method and path.
 */
public enum Work implements RouteRole {
  /** Whether the process lives, its figures, its description: no part of any queue. */
  VITAL,
  /** A platform's post, which comes again for a while and is then lost. */
  HOOK,
  /** A password is hashed, which takes a processor for a while; has places of its own. */
  PASSWORD,
  /** What people at work do. */
  WRITE,
  /** What they look at. */
  LIST,
  /** Figures, overviews and exports: large, and as good in a minute. */
  REPORT;

  private static final Set<String> VITALS =
      Set.of("/", "/health", "/health/live", "/health/ready", "/metrics");
  private static final Set<String> HOOKS =
      Set.of("/webhook", "/api/webhooks/facebook", "/api/webhooks/instagram");
  private static final Set<String> REPORTS =
      Set.of(
          "/api/dashboard/stats",
          "/api/audit",
          "/api/audit/export",
          "/api/reports/admin/all",
          "/api/reports/admin/overview");
  private static final Set<String> PASSWORDS =
      Set.of(
          "/api/auth/register",
          "/api/auth/signup",
          "/api/auth/login",
          "/api/auth/token",
          "/api/auth/reset-password",
          "/api/auth/change-password",
          "/api/auth/me/password",
          "/api/auth/users",
          "/api/admin/users",
          "/api/admin/users/{id}/reset-password");

  /**
   * @param path a route's template
   */
  public static Work of(String method, String path, Set<RouteRole> roles) {
    return roles.stream()
        .filter(Work.class::isInstance)
        .map(Work.class::cast)
        .findFirst()
        .orElseGet(() -> derived(method, path));
  }

  private static Work derived(String method, String path) {
    var known = Mounts.canonical(path);
    boolean reads = method.equals("GET") || method.equals("HEAD");
    if (VITALS.contains(path) || path.contains("/docs") || path.endsWith("/openapi.json")) {
      return VITAL;
    }
    if (HOOKS.contains(path)) {
      return HOOK;
    }
    if (reads) {
      return REPORTS.contains(known) ? REPORT : LIST;
    }
    return PASSWORDS.contains(known) ? PASSWORD : WRITE;
  }
}
