package dev.switchboard.application.direct;

import dev.switchboard.application.conversation.Inbox.Page;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;

/**
 * What one user sees of messages between users: only those they wrote or got. A page that is
 * reached by its cursor costs the same however many messages there are; what is skipped is read.
 * Behaviour is fixed by {@code DirectInboxContract}.
 */
public interface DirectInbox {
  /** Which of a user's messages. */
  sealed interface Which {
    record All() implements Which {}

    record Sent() implements Which {}

    record Received() implements Which {}

    /** Received and not read. */
    record Unread() implements Which {}

    /** Sent to or received from this one. */
    record With(UserId other) implements Which {}
  }

  /** Newest first. */
  Page<DirectMessageView> messages(CompanyId company, UserId viewer, Which which, Slice slice);

  /** Newest first. The cursor's id is the other user's. */
  Page<DirectConversationView> conversations(CompanyId company, UserId viewer, Slice slice);

  /** How many messages the viewer has got and not read. */
  long unread(CompanyId company, UserId viewer);
}
