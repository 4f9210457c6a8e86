package dev.switchboard.web;

import java.util.List;
import java.util.function.Consumer;

/**
 * Which resource is mounted where: the one table. The ancestors document some groups without the
 * {@code /api} prefix; those answer at both places, by the same handlers.
 */
public enum Mounts {
  AUTH("/auth", "/api/auth"),
  COMPANIES("/api/companies"),
  USERS("/api/users"),
  ADMIN("/api/admin"),
  POSITIONS("/api/positions"),
  PERMISSIONS("/api/permissions"),
  MESSAGES("/messages", "/api/messages"),
  CHATS("/api/chats"),
  DASHBOARD("/api/dashboard"),
  FACEBOOK_PAGES("/api/facebook/pages"),
  INSTAGRAM_ACCOUNTS("/api/instagram/accounts"),
  PARKED_EVENTS("/api/webhooks/parked"),
  REPORTS("/reports", "/api/reports"),
  AUDIT("/api/audit"),
  WS_TICKET("/api/ws/ticket"),
  WS("/ws");

  private final List<String> paths;

  Mounts(String... paths) {
    this.paths = List.of(paths);
  }

  public List<String> paths() {
    return paths;
  }

  /** The one path under which the resource of {@code path} is known, whichever was called. */
  public static String canonical(String path) {
    for (var mount : values()) {
      for (var known : mount.paths) {
        if (path.equals(known) || path.startsWith(known + "/")) {
          return mount.paths.getLast() + path.substring(known.length());
        }
      }
    }
    return path;
  }

  /** Calls {@code route} with each full path of {@code path} under this resource. */
  public void each(String path, Consumer<String> route) {
    paths.forEach(mount -> route.accept(mount + path));
  }
}
