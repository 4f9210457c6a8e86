package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Unauthenticated;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.User;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: somebody shows name and password and gets a session. Takes the same time, and says the
 * same, for a wrong name as for a wrong password.
 */
public final class LogIn {
  private static final Logger LOG = LoggerFactory.getLogger(LogIn.class);

  /**
   * @param meant whom the name may mean, most likely first
   */
  public record Command(
      List<LoginName> meant,
      Password password,
      Optional<String> device,
      Optional<String> ipAddress) {}

  /** Who it was, and what they need from now on. */
  public record LoggedIn(TokenPair tokens, User user) {}

  private final Transactions transactions;
  private final Users users;
  private final OpenSession openSession;
  private final PasswordHasher hasher;
  private final IssueTokens issueTokens;
  private final Clock clock;

  public LogIn(
      Transactions transactions,
      Users users,
      OpenSession openSession,
      PasswordHasher hasher,
      IssueTokens issueTokens,
      Clock clock) {
    this.transactions = transactions;
    this.users = users;
    this.openSession = openSession;
    this.hasher = hasher;
    this.issueTokens = issueTokens;
    this.clock = clock;
  }

  public LoggedIn handle(Command command) {
    var from = command.ipAddress().orElse("-");
    try {
      var in = enter(command);
      LOG.info(
          "user {} of company {} logged in from {}", in.user().id(), in.user().company(), from);
      return in;
    } catch (Rejected e) {
      LOG.warn("login from {} refused: {}", from, e.getMessage()); // no name: it may be a password
      throw e;
    }
  }

  private LoggedIn enter(Command command) {
    var known = check(command);
    var rehashed =
        hasher.outdated(known.password())
            ? Optional.of(hasher.hash(command.password()))
            : Optional.<dev.switchboard.domain.user.PasswordHash>empty();
    return transactions.inTransaction(
        () -> {
          var user = users.lock(known.company(), known.user()).orElseThrow(LogIn::wrong);
          if (!user.active()) {
            throw disabled();
          }
          rehashed.ifPresent(hash -> users.rehash(known, hash));
          var now = clock.instant();
          var session = openSession.handle(user, command.device(), command.ipAddress(), now);
          return new LoggedIn(issueTokens.first(session, now), user);
        });
  }

  private Users.Credentials check(Command command) {
    if (command.password().tooLong()) {
      throw wrong();
    }
    var known = users.credentials(command.meant());
    if (known.isEmpty()) {
      hasher.pretend(command.password());
      throw wrong();
    }
    if (!hasher.matches(command.password(), known.get().password())) {
      throw wrong();
    }
    return known.get();
  }

  private static Rejected wrong() {
    return new Unauthenticated("login_failed", "Incorrect username or password").asException();
  }

  static Rejected disabled() {
    return new Forbidden("user_disabled", "User is disabled").asException();
  }
}
