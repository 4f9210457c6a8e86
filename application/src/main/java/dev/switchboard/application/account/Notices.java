package dev.switchboard.application.account;

import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.User;
import java.time.Instant;

/**
 * What people are told about their own account, outside of the product: by mail. Called inside the
 * unit of work that makes it true, so that the notice is sent if and only if that is committed, and
 * sent later, so that nobody waits for a mail server. Who has no e-mail address is not told.
 * Thread-safe.
 */
public interface Notices {
  /** By whose hand a password became another. */
  enum PasswordChange {
    /** Knowing the one before. */
    THEMSELVES,
    /** With a link that was mailed to them. */
    RESET_LINK,
    ADMINISTRATOR
  }

  /**
   * To somebody who has no account yet.
   *
   * @param by the name of who invites
   * @param token lets whoever has it join: goes into the link, and nowhere else
   */
  record Invited(Company company, EmailAddress to, String by, String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "Invited[company=" + company.id() + "]";
    }
  }

  /** Whether anybody gets to read what is told; a token that nobody gets is of no use. */
  boolean delivered();

  void passwordChanged(User user, PasswordChange how, Instant at);

  /**
   * @param token sets a new password: goes into the link, and nowhere else
   */
  void passwordResetAsked(User user, String token, Instant expiresAt);

  /** Told at the address before, for the new one may be a stranger's. */
  void emailChanged(User before, User after, Instant at);

  /** A refresh token was presented a second time: somebody has a copy, so the session was ended. */
  void tokenReused(User user, Session session, Instant at);

  void invited(Invited invitation);
}
