package dev.switchboard.domain.conversation;

import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.contact.ContactId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One customer's thread on one channel account: there is exactly one for each contact, reopened
 * rather than begun again. Immutable: every command returns the next conversation.
 *
 * @param unread messages of the customer that nobody has read; never negative
 * @param tags sorted, each once
 * @param revision counts the changes, from 0
 */
public record Conversation(
    CompanyId company,
    ConversationId id,
    ChannelAccountId channel,
    ContactId contact,
    Platform platform,
    Lifecycle lifecycle,
    Assignment assignment,
    int unread,
    Activity activity,
    Priority priority,
    List<String> tags,
    int revision,
    Instant createdAt,
    Instant updatedAt) {

  public Conversation {
    tags = List.copyOf(tags);
    if (unread < 0) {
      throw new IllegalArgumentException("unread " + unread);
    }
  }

  public static Conversation begin(
      CompanyId company,
      ConversationId id,
      ChannelAccountId channel,
      ContactId contact,
      Platform platform,
      Instant at) {
    return new Conversation(
        company,
        id,
        channel,
        contact,
        platform,
        Lifecycle.OPEN,
        Assignment.NONE,
        0,
        Activity.none(at),
        Priority.NORMAL,
        List.of(),
        0,
        at,
        at);
  }

  public Optional<UserId> assignee() {
    return assignment.assignee();
  }

  /** Open, and no agent has it. */
  public boolean needsAgent() {
    return assignee().isEmpty() && lifecycle instanceof Lifecycle.Open;
  }

  /** Work that counts against its assignee's capacity. */
  public boolean occupies(UserId agent) {
    return !(lifecycle instanceof Lifecycle.Resolved)
        && assignee().filter(agent::equals).isPresent();
  }

  /** The customer wrote: unread grows and whatever was put aside is open again. */
  public Conversation received(String preview, Instant sentAt, Instant now) {
    return with(
        Lifecycle.OPEN, assignment, unread + 1, activity.incoming(preview, sentAt, true), now);
  }

  /**
   * The customer did something that is no message but opens the window (a reaction, a referral).
   */
  public Conversation touched(Instant sentAt, Instant now) {
    return with(lifecycle, assignment, unread, activity.windowOpened(sentAt), now);
  }

  /** A receipt told how far the customer has got: nothing that anybody sees of the thread. */
  public Conversation reached(Reach told) {
    return new Conversation(
        company,
        id,
        channel,
        contact,
        platform,
        lifecycle,
        assignment,
        unread,
        activity.reached(told),
        priority,
        tags,
        revision,
        createdAt,
        updatedAt);
  }

  /** Somebody answered, here or in the platform's own inbox. */
  public Conversation answered(String preview, Instant sentAt, Instant now) {
    return with(lifecycle, assignment, unread, activity.outgoing(preview, sentAt), now);
  }

  /** The newest message reads differently now (edited, unsent). */
  public Conversation previewChanged(String preview, Instant now) {
    return with(lifecycle, assignment, unread, activity.withPreview(preview), now);
  }

  public Conversation assignTo(UserId agent, Instant now) {
    return assignee().filter(agent::equals).isPresent()
        ? this
        : with(lifecycle, new Assignment.AssignedTo(agent, now), unread, activity, now);
  }

  /** Nobody can take it now: into the backlog, where it keeps its place if it is there already. */
  public Conversation awaitAgent(Instant now) {
    return assignment instanceof Assignment.Waiting
        ? this
        : with(lifecycle, new Assignment.Waiting(now), unread, activity, now);
  }

  /** In the backlog, to be given to whoever can take it first. What is snoozed wakes up first. */
  public boolean inBacklog() {
    return assignment instanceof Assignment.Waiting
        && switch (lifecycle) {
          case Lifecycle.Open _, Lifecycle.Pending _ -> true;
          case Lifecycle.Snoozed _, Lifecycle.Resolved _ -> false;
        };
  }

  /** Taken away by a person; stays so until it is resolved and reopened, or assigned. */
  public Conversation unassign(Instant now) {
    return with(lifecycle, Assignment.NONE, unread, activity, now);
  }

  /** Read up to a point after which {@code stillUnread} messages came. */
  public Conversation read(int stillUnread, Instant now) {
    return with(lifecycle, assignment, Math.min(unread, stillUnread), activity, now);
  }

  public Conversation movedTo(Lifecycle next, Instant now) {
    return with(next, assignment, unread, activity, now);
  }

  public Conversation labelled(Priority nextPriority, List<String> nextTags, Instant now) {
    return new Conversation(
        company,
        id,
        channel,
        contact,
        platform,
        lifecycle,
        assignment,
        unread,
        activity,
        nextPriority,
        nextTags.stream().distinct().sorted().toList(),
        revision + 1,
        createdAt,
        now);
  }

  private Conversation with(
      Lifecycle nextLifecycle,
      Assignment nextAssignment,
      int nextUnread,
      Activity nextActivity,
      Instant now) {
    return new Conversation(
        company,
        id,
        channel,
        contact,
        platform,
        nextLifecycle,
        nextAssignment,
        nextUnread,
        nextActivity,
        priority,
        tags,
        revision + 1,
        createdAt,
        now);
  }
}
