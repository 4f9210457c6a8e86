package dev.switchboard.application.account;

import dev.switchboard.domain.user.User;
import java.time.Clock;

/** What was mailed and still opens something: links for a new password, and invitations. */
public final class MailedLinks {
  private final ResetTokens resetTokens;
  private final Invitations invitations;
  private final Clock clock;

  public MailedLinks(ResetTokens resetTokens, Invitations invitations, Clock clock) {
    this.resetTokens = resetTokens;
    this.invitations = invitations;
    this.clock = clock;
  }

  /**
   * Of a user who has to leave: the link they could come back with, and whom they asked to come.
   * Needs a running unit of work.
   *
   * @return how many invitations are void
   */
  int end(User user) {
    resetTokens.revoke(user.company(), user.id());
    return invitations.revokeFrom(user.company(), user.id(), clock.instant());
  }
}
