package dev.switchboard.application.account;

import dev.switchboard.application.Contention;
import dev.switchboard.application.Ids;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.PasswordHash;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.Unique;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.domain.user.Username;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * What every way of making a user has in common, in two steps: the slow one before the unit of
 * work, the other inside it.
 */
public final class AddUser {
  /** A password that was accepted and hashed. */
  record Prepared(NewUser user, PasswordHash password) {}

  private final Users users;
  private final PasswordHasher hasher;
  private final PasswordPolicy policy;
  private final Ids ids;
  private final Clock clock;

  public AddUser(Users users, PasswordHasher hasher, PasswordPolicy policy, Ids ids, Clock clock) {
    this.users = users;
    this.hasher = hasher;
    this.policy = policy;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Not inside a unit of work.
   *
   * @param companyName of the company that is joined, as far as it is known yet
   */
  Prepared prepare(NewUser user, Optional<String> companyName) {
    var context = PasswordContext.of(user, companyName);
    var password = policy.accepted("password", user.password(), context);
    return new Prepared(user, hasher.hash(password));
  }

  /** As {@link #prepare}, for an operator, who may set a password that can be guessed. */
  Prepared prepareAnyway(NewUser user) {
    return new Prepared(user, hasher.hash(policy.longEnough("password", user.password())));
  }

  /** Inside one. */
  User store(Prepared prepared, CompanyId company, Set<RoleId> roles, boolean superuser) {
    var wanted = prepared.user();
    var id = ids.next();
    var now = clock.instant();
    var user =
        new User(
            company,
            new UserId(id),
            username(wanted, id),
            wanted.email(),
            wanted.phoneNumber(),
            wanted.employeeId(),
            wanted.profile(),
            roles,
            true,
            superuser,
            wanted.receivesNewChats(),
            Optional.empty(),
            0,
            now,
            now);
    add(user, prepared, wanted.username().isEmpty());
    return user;
  }

  /** A name that nobody chose gives way: the unit of work runs again and finds it taken. */
  private void add(User user, Prepared prepared, boolean madeUp) {
    try {
      users.add(user, prepared.password());
    } catch (Rejected e) {
      if (madeUp && e.reason().equals(Unique.USERNAME.taken().reason())) {
        throw new Contention(e);
      }
      throw e;
    }
  }

  /** What the trail keeps of somebody new. */
  static AuditEvent recorded(AuditEvent event, User user) {
    return event
        .in(user.company())
        .on(AuditObject.of(user.id()))
        .with("username", user.username().value())
        .with("roles", user.roles().stream().map(RoleId::value).sorted().toList())
        .with("is_superuser", user.superuser());
  }

  private Username username(NewUser wanted, long id) {
    var username = wanted.wantedUsername();
    var madeUp = wanted.username().isEmpty();
    return madeUp && users.taken(LoginName.of(username)) ? username.numbered(id) : username;
  }
}
