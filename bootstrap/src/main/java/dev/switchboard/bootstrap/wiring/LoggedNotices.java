package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.account.Notices;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.User;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log what there was to tell, where nothing can be mailed. Tokens are not shown. */
final class LoggedNotices implements Notices {
  private static final Logger LOG = LoggerFactory.getLogger(LoggedNotices.class);

  @Override
  public boolean delivered() {
    return false;
  }

  @Override
  public void passwordChanged(User user, PasswordChange how, Instant at) {
    LOG.info("to user {}: the password was changed ({})", user.id(), how);
  }

  @Override
  public void passwordResetAsked(User user, String token, Instant expiresAt) {
    LOG.info("to user {}: the password can be reset until {}", user.id(), expiresAt);
  }

  @Override
  public void emailChanged(User before, User after, Instant at) {
    LOG.info("to user {}: the e-mail address was changed", before.id());
  }

  @Override
  public void tokenReused(User user, Session session, Instant at) {
    LOG.info("to user {}: session {} was ended, its token came twice", user.id(), session.id());
  }

  @Override
  public void invited(Invited invitation) {
    LOG.info("an invitation to company {} can be accepted", invitation.company().id());
  }
}
