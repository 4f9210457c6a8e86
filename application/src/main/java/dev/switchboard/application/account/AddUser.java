package dev.switchboard.application.account;

import dev.switchboard.application.Ids;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.PasswordHash;
import dev.switchboard.domain.user.RoleId;
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
  private final Ids ids;
  private final Clock clock;
  private final int minPasswordLength;

  public AddUser(Users users, PasswordHasher hasher, Ids ids, Clock clock, int minPasswordLength) {
    this.users = users;
    this.hasher = hasher;
    this.ids = ids;
    this.clock = clock;
    this.minPasswordLength = minPasswordLength;
  }

  /** Not inside a unit of work. */
  Prepared prepare(NewUser user) {
    return new Prepared(user, hasher.hash(user.password().atLeast(minPasswordLength)));
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
    users.add(user, prepared.password());
    return user;
  }

  private Username username(NewUser wanted, long id) {
    var username = wanted.wantedUsername();
    var madeUp = wanted.username().isEmpty();
    return madeUp && users.taken(LoginName.of(username)) ? username.numbered(id) : username;
  }
}
