package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.PasswordHash;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everybody who can log in. Writing needs a running unit of work. Thread-safe. Behaviour is fixed
 * by {@code UsersContract}.
 */
public interface Users {
  /**
   * Which of a company's users.
   *
   * @param agentsOnly whose roles let them receive chats, paused or not
   * @param role the slug of one that they hold
   */
  record Filter(boolean agentsOnly, boolean activeOnly, Optional<String> role) {
    public static final Filter ALL = new Filter(false, false);

    public Filter(boolean agentsOnly, boolean activeOnly) {
      this(agentsOnly, activeOnly, Optional.empty());
    }
  }

  /** Enough to check a password. */
  record Credentials(CompanyId company, UserId user, PasswordHash password) {}

  Optional<User> find(CompanyId company, UserId id);

  /** Locked until the end of the running unit of work. */
  Optional<User> lock(CompanyId company, UserId id);

  /** Newest first. */
  List<User> page(CompanyId company, Filter filter, int skip, int limit);

  long count(CompanyId company, Filter filter);

  /** Of the user whom the first matching name means, whatever their company. */
  Optional<Credentials> credentials(List<LoginName> meant);

  Optional<Credentials> credentials(CompanyId company, UserId id);

  boolean taken(LoginName name);

  /**
   * @throws dev.switchboard.domain.Rejected as {@link dev.switchboard.domain.user.Unique#taken}
   *     says; the running unit of work must then be given up
   * @throws dev.switchboard.application.Contention the company or a role of theirs was just removed
   */
  void add(User user, PasswordHash password);

  /**
   * All but names, roles and password.
   *
   * @return the same, at its new revision
   * @throws dev.switchboard.application.Contention somebody else stored a version in between
   */
  User update(User user);

  /**
   * As {@link #update}, and the names to log in with: those given up are free at once.
   *
   * @throws dev.switchboard.domain.Rejected as {@link #add}
   */
  User rename(User user);

  /** Does nothing, and says so, if the password has been changed meanwhile. */
  boolean rehash(Credentials known, PasswordHash newHash);

  void setPassword(CompanyId company, UserId id, PasswordHash password);

  /** With these roles from now on, and no others. */
  void giveRoles(CompanyId company, UserId id, Set<RoleId> roles);

  /**
   * For good, with names, sessions and tokens. What they wrote keeps their id, which nobody gets
   * again. Nothing may be assigned to them any more.
   */
  void remove(CompanyId company, UserId id);

  /**
   * Whether somebody active can put everything else in order: a superuser of the company, or whose
   * roles together let them manage users and roles.
   */
  boolean administered(CompanyId company);

  /** Who may receive chats now: active, with a role that lets them. */
  Set<UserId> receivers(CompanyId company);

  /** Who holds the role. */
  Set<UserId> holders(CompanyId company, RoleId role);

  /** Where somebody is, in whatever company. For superusers' eyes. */
  Optional<CompanyId> companyOf(UserId id);

  /** Whether the installation has an active superuser. */
  boolean anySuperuser();
}
