package dev.switchboard.application.stream;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.SessionId;

/**
 * What hubs tell each other, on one node or on several. As {@link StreamHints}: nothing but hints,
 * which whoever is told looks into. Anybody on the way could make them up, so nothing is sent to a
 * client because a hint says so.
 */
public interface HubHints extends StreamHints {
  /** Somebody of the company came or went; {@link Attendance} knows who. */
  void attendanceChanged(CompanyId company);

  /** Whoever holds the session is writing in a chat, perhaps in one that they may not see. */
  void typing(CompanyId company, SessionId by, ConversationId chat);
}
