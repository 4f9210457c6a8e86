package dev.switchboard.application.account;

import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.util.Optional;
import java.util.Set;

/**
 * Who is asking, as of this request: read from the storage each time, so that a change acts on the
 * next request.
 *
 * @param permissions all of them for a superuser
 * @param address the client's, of this request; absent where nobody asks over the network
 */
public record Caller(
    CompanyId company,
    UserId user,
    SessionId session,
    String name,
    String email,
    boolean superuser,
    Set<Permission> permissions,
    Optional<String> address) {

  /** Of no address yet. */
  public Caller(
      CompanyId company,
      UserId user,
      SessionId session,
      String name,
      String email,
      boolean superuser,
      Set<Permission> permissions) {
    this(company, user, session, name, email, superuser, permissions, Optional.empty());
  }

  /** The same, asking from there. */
  public Caller from(String client) {
    return new Caller(
        company, user, session, name, email, superuser, permissions, Optional.of(client));
  }

  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }

  /** Sees every chat of the company, not only their own. */
  public boolean seesAllChats() {
    return may(Permission.CHAT_VIEW_ALL) || may(Permission.CHAT_VIEW_TEAM);
  }

  /** What they are worth as of this request. */
  public Standing standing() {
    return new Standing(superuser, permissions);
  }

  /** What a user is worth at a moment. */
  public record Standing(boolean superuser, Set<Permission> permissions) {}

  /**
   * With what is theirs now.
   *
   * @param now empty for a user who is disabled or gone
   * @throws dev.switchboard.domain.Rejected a right is missing with which they were let in
   */
  public Caller asOf(Optional<Standing> now) {
    var standing =
        now.orElseThrow(() -> new Forbidden("user_disabled", "User is disabled").asException());
    if (superuser && !standing.superuser() || !standing.permissions().containsAll(permissions)) {
      throw new Forbidden("insufficient_permissions", "Insufficient permissions").asException();
    }
    return new Caller(
        company, user, session, name, email, standing.superuser(), standing.permissions(), address);
  }
}
