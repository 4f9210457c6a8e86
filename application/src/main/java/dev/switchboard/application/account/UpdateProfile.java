package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.Seen;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.PhoneNumber;
import dev.switchboard.domain.user.User;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Use case: users change what they say of themselves, and how they are reached. */
public final class UpdateProfile {
  /**
   * What is to change; what is empty stays. A blank text takes the value away, but for the e-mail
   * address, without which nobody could be told anything.
   */
  public record Changes(
      ProfileChanges profile, Optional<String> email, Optional<String> phoneNumber) {}

  /** Of the caller, who has seen this of themselves. */
  public record Command(Caller by, Changes changes, Seen seen) {}

  private final Transactions transactions;
  private final Rights rights;
  private final Users users;
  private final Notices notices;
  private final AuditTrail audit;
  private final Clock clock;

  public UpdateProfile(
      Transactions transactions,
      Rights rights,
      Users users,
      Notices notices,
      AuditTrail audit,
      Clock clock) {
    this.transactions = transactions;
    this.rights = rights;
    this.users = users;
    this.notices = notices;
    this.audit = audit;
    this.clock = clock;
  }

  public User handle(Command command) {
    var by = command.by();
    return transactions.inTransaction(
        () -> {
          rights.hold(by);
          var known =
              users
                  .lock(by.company(), by.user())
                  .orElseThrow(() -> new Missing("user_not_found", "User not found").asException());
          command.seen().require(known.revision());
          var changed = changed(known, command.changes());
          if (same(known, changed)) {
            return known; // the trail is of what was done, and nobody can shorten it
          }
          audit.add(
              AuditEvent.by(by, AuditAction.PROFILE_UPDATED, AuditObject.of(by.user()))
                  .with("names_changed", !sameNames(known, changed))
                  .with(emails(known, changed)));
          return store(known, changed);
        });
  }

  /** Before and after, where it is another one: what it was can be found nowhere else. */
  private static Map<String, Object> emails(User before, User after) {
    return before.email().equals(after.email())
        ? Map.of()
        : Map.of(
            "email_before", before.email().map(EmailAddress::value).orElse(""),
            "email", after.email().map(EmailAddress::value).orElse(""));
  }

  private User changed(User known, Changes changes) {
    return known.presented(
        changes.profile().of(known.profile()),
        email(known, changes),
        changes.phoneNumber().isPresent()
            ? changes.phoneNumber().filter(text -> !text.isBlank()).map(PhoneNumber::new)
            : known.phoneNumber(),
        clock.instant());
  }

  private static Optional<EmailAddress> email(User known, Changes changes) {
    var wanted = changes.email().filter(text -> !text.isBlank()).map(EmailAddress::new);
    if (changes.email().isPresent() && wanted.isEmpty() && known.email().isPresent()) {
      throw Invalid.field("email", "missing", "email cannot be taken away").asException();
    }
    return wanted.or(known::email);
  }

  private User store(User before, User after) {
    var stored = sameNames(before, after) ? users.update(after) : users.rename(after);
    if (!before.email().map(EmailAddress::folded).equals(after.email().map(EmailAddress::folded))) {
      notices.emailChanged(before, after, after.updatedAt());
    }
    return stored;
  }

  private static boolean same(User before, User after) {
    return sameNames(before, after) && before.profile().equals(after.profile());
  }

  private static boolean sameNames(User before, User after) {
    return before.email().equals(after.email()) && before.phoneNumber().equals(after.phoneNumber());
  }
}
