package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.application.throttle.Throttling;
import dev.switchboard.application.throttle.Turnstile;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Unauthenticated;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.PasswordHash;
import dev.switchboard.domain.user.User;
import java.time.Clock;
import java.time.Duration;
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

  // fewer than the wrong ones that are let through
  private static final int AT_ONCE = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

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
  private final Throttling throttling;
  private final Turnstile turnstile = new Turnstile(AT_ONCE, PATIENCE);
  private final AuditTrail audit;
  private final Clock clock;

  public LogIn(
      Transactions transactions,
      Users users,
      OpenSession openSession,
      PasswordHasher hasher,
      IssueTokens issueTokens,
      Throttling throttling,
      AuditTrail audit,
      Clock clock) {
    this.transactions = transactions;
    this.users = users;
    this.openSession = openSession;
    this.hasher = hasher;
    this.issueTokens = issueTokens;
    this.throttling = throttling;
    this.audit = audit;
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
    var known = users.credentials(command.meant());
    var account =
        known
            .map(user -> Throttling.account(user.user()))
            .orElseGet(() -> "name " + command.meant());
    return turnstile.pass(account + command.ipAddress(), () -> attempt(known, account, command));
  }

  private LoggedIn attempt(Optional<Users.Credentials> known, String account, Command command) {
    // by account where there is one, so that its several names share what they may
    var tried =
        throttling.login(
            account,
            known.map(user -> user.password().value()).orElse(""),
            known.map(user -> user.company().toString()),
            command.ipAddress());
    try {
      var in = enter(known.filter(_ -> !tried.barred()), command);
      tried.succeeded();
      return in;
    } catch (Rejected e) {
      known.ifPresent(user -> record(user, command, e.reason().code()));
      if (!(e.reason() instanceof Unauthenticated)) {
        tried.excused(); // the password was right
      }
      throw e;
    } catch (RuntimeException e) {
      tried.excused(); // ours, not theirs
      throw e;
    }
  }

  private LoggedIn enter(Optional<Users.Credentials> known, Command command) {
    if (!right(known, command.password())) {
      throw wrong();
    }
    var in = open(known.get(), command);
    if (in.isPresent()) {
      return in.get();
    }
    // another login renewed the hash, or the password is another one now
    var now = users.credentials(known.get().company(), known.get().user());
    if (!right(now, command.password())) {
      throw wrong();
    }
    return open(now.get(), command).orElseThrow(LogIn::wrong);
  }

  private boolean right(Optional<Users.Credentials> known, Password password) {
    if (password.unusable()) {
      return false;
    }
    if (known.isEmpty()) {
      hasher.pretend(password);
      return false;
    }
    return hasher.matches(password, known.get().password());
  }

  /**
   * @return empty: what the password was compared with is not what is stored any more
   */
  private Optional<LoggedIn> open(Users.Credentials known, Command command) {
    var rehashed =
        hasher.outdated(known.password())
            ? Optional.of(hasher.hash(command.password()))
            : Optional.<PasswordHash>empty();
    return transactions.inTransaction(
        () -> {
          var user = users.lock(known.company(), known.user()).orElseThrow(LogIn::wrong);
          if (!users.credentials(known.company(), known.user()).equals(Optional.of(known))) {
            return Optional.empty();
          }
          if (!user.active()) {
            throw disabled();
          }
          rehashed.ifPresent(hash -> users.rehash(known, hash));
          var now = clock.instant();
          var session = openSession.handle(user, command.device(), command.ipAddress(), now);
          audit.add(event(known, command, AuditAction.LOGIN).as(user.id()).during(session.id()));
          return Optional.of(new LoggedIn(issueTokens.first(session, now), user));
        });
  }

  /** In a unit of its own: the refusal must not undo it. */
  private void record(Users.Credentials known, Command command, String why) {
    transactions.inTransaction(
        () -> audit.add(event(known, command, AuditAction.LOGIN_FAILED).with("reason", why)));
  }

  private static AuditEvent event(Users.Credentials known, Command command, AuditAction action) {
    return AuditEvent.unattended(known.company(), action)
        .on(AuditObject.of(known.user()))
        .from(command.ipAddress());
  }

  private static Rejected wrong() {
    return new Unauthenticated("login_failed", "Incorrect username or password").asException();
  }

  static Rejected disabled() {
    return new Forbidden("user_disabled", "User is disabled").asException();
  }
}
