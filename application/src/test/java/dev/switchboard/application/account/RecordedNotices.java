package dev.switchboard.application.account;

import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps what would be mailed, in the order of telling; a unit that is undone told nothing. */
public final class RecordedNotices implements Notices {
  private volatile boolean delivered = true;

  /**
   * One notice.
   *
   * @param what the method's name, and for a changed password by whose hand
   * @param token of the link, if it has one
   */
  public record Notice(String what, Optional<EmailAddress> to, Optional<String> token, Instant at) {
    @Override
    public String toString() {
      return what + " to " + to.map(EmailAddress::value).orElse("nobody");
    }
  }

  private final InMemoryTable<Integer, Notice> told;

  public RecordedNotices(InMemoryTransactions transactions) {
    told = new InMemoryTable<>(transactions);
  }

  /** Beside a storage that is not in memory: what is told stays told. */
  public RecordedNotices() {
    this(new InMemoryTransactions());
  }

  public List<Notice> told() {
    return told.all();
  }

  @Override
  public boolean delivered() {
    return delivered;
  }

  /** From now on nobody gets any mail. */
  void undeliverable() {
    delivered = false;
  }

  @Override
  public void passwordChanged(User user, PasswordChange how, Instant at) {
    tell("passwordChanged:" + how, user.email(), Optional.empty(), at);
  }

  @Override
  public void passwordResetAsked(User user, String token, Instant expiresAt) {
    tell("passwordResetAsked", user.email(), Optional.of(token), expiresAt);
  }

  @Override
  public void emailChanged(User before, User after, Instant at) {
    tell("emailChanged", before.email(), Optional.empty(), at);
  }

  @Override
  public void tokenReused(User user, Session session, Instant at) {
    tell("tokenReused", user.email(), Optional.empty(), at);
  }

  @Override
  public void invited(Invited invitation) {
    tell(
        "invited",
        Optional.of(invitation.to()),
        Optional.of(invitation.token()),
        invitation.expiresAt());
  }

  private synchronized void tell(
      String what, Optional<EmailAddress> to, Optional<String> token, Instant at) {
    told.put(told.all().size(), new Notice(what, to, token, at));
  }
}
