package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.PasswordHash;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Everybody who can log in. Writing needs a running unit of work. Thread-safe. Behaviour is fixed
 * by {@code UsersContract}.
 */
public interface Users {
  /**
   * Which of a company's users.
   *
   * @param agentsOnly whose roles let them receive chats, paused or not
   */
  record Filter(boolean agentsOnly, boolean activeOnly) {
    public static final Filter ALL = new Filter(false, false);
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

  boolean taken(LoginName name);

  /**
   * @throws dev.switchboard.domain.Rejected as {@link dev.switchboard.domain.user.Unique#taken}
   *     says; the running unit of work must then be given up
   */
  void add(User user, PasswordHash password);

  /**
   * All but names, roles and password.
   *
   * @throws dev.switchboard.application.Contention somebody else stored a version in between
   */
  void update(User user);

  /** Does nothing if the password has been changed meanwhile. */
  void rehash(Credentials known, PasswordHash newHash);

  /**
   * Whether the company keeps an active administrator when {@code leaving} goes: somebody with the
   * role {@code company_admin}, or a superuser. Two who leave at once wait for each other.
   */
  boolean administeredWithout(CompanyId company, UserId leaving);
}
