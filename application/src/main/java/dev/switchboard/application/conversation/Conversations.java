package dev.switchboard.application.conversation;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.contact.ContactId;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every conversation. All but {@link #find} need a running unit of work and hold what they return
 * locked until its end; locks are taken in the order of the ids, so that callers of several cannot
 * block each other for ever. Behaviour is fixed by {@code ConversationsContract}.
 */
public interface Conversations {
  /**
   * @param created those that were not there before this call
   */
  record Begun(Map<ContactId, Conversation> conversations, Set<ConversationId> created) {}

  /**
   * The conversation of each candidate's contact, locked; a candidate is stored where its contact
   * has none yet. Two callers at once get the same conversation.
   */
  Begun beginOrLock(Collection<Conversation> candidates);

  Optional<Conversation> find(CompanyId company, ConversationId id);

  Optional<Conversation> lock(CompanyId company, ConversationId id);

  /** The backlog, longest waiting first. Skips none, waits for locks. */
  List<Conversation> lockBacklog(CompanyId company, int limit);

  /** Companies with a backlog. Needs no unit of work. */
  List<CompanyId> withBacklog();

  /**
   * Takes what is resolved from {@code agents}, be it all they ever did: reopened, it will be
   * somebody else's. Keeps its revision, for nobody is told. What is not resolved stays theirs, and
   * is locked with the others: all that they have is held afterwards, but for what they got
   * meanwhile.
   */
  void releaseResolved(CompanyId company, Collection<UserId> agents, Instant now);

  /** Not resolved, assigned to one of {@code agents}, oldest first. */
  List<Conversation> lockAssignedTo(CompanyId company, Collection<UserId> agents);

  /** Snoozed ones of any company whose time has come; skips those that somebody holds. */
  List<Conversation> lockSnoozedUntil(Instant now, int limit);

  /** Stores the next state of conversations that this unit of work holds locked. */
  void update(Collection<Conversation> conversations);
}
