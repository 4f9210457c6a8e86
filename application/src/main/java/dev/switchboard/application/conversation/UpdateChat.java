package dev.switchboard.application.conversation;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.assignment.AssignConversations;
import dev.switchboard.application.assignment.DrainBacklog;
import dev.switchboard.application.stream.Frames;
import dev.switchboard.application.stream.StreamEvent;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.Seen;
import dev.switchboard.domain.assignment.Decision;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Lifecycle;
import dev.switchboard.domain.conversation.Priority;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Use case: an agent puts a chat aside, ends or reopens it, or labels it. What leaves {@code
 * resolved} without an assignee, to whichever state, goes through the rotation. A resolved one
 * leaves room for what waits.
 */
public final class UpdateChat {
  /** What is absent stays as it is. */
  public record Command(
      Caller caller,
      ConversationId chat,
      Optional<String> state,
      Optional<Instant> snoozedUntil,
      Optional<Priority> priority,
      Optional<List<String>> tags,
      Seen seen) {}

  private final Transactions transactions;
  private final Rights rights;
  private final Conversations conversations;
  private final AssignConversations assign;
  private final DrainBacklog drain;
  private final Streams streams;
  private final Clock clock;

  public UpdateChat(
      Transactions transactions,
      Rights rights,
      Conversations conversations,
      AssignConversations assign,
      DrainBacklog drain,
      Streams streams,
      Clock clock) {
    this.transactions = transactions;
    this.rights = rights;
    this.conversations = conversations;
    this.assign = assign;
    this.drain = drain;
    this.streams = streams;
    this.clock = clock;
  }

  public Conversation handle(Command command) {
    var after = transactions.inTransaction(() -> update(command));
    if (after.lifecycle() instanceof Lifecycle.Resolved && after.assignee().isPresent()) {
      drain.follow(after.company());
    }
    return after;
  }

  private Conversation update(Command command) {
    var now = clock.instant();
    var caller = rights.hold(command.caller());
    var before = ChatAccess.of(caller, conversations.lock(caller.company(), command.chat()));
    command.seen().require(before.revision());
    var lifecycle =
        Lifecycle.wanted(before.lifecycle(), command.state(), command.snoozedUntil(), now);
    var changed =
        before
            .movedTo(lifecycle, now)
            .labelled(
                command.priority().orElse(before.priority()),
                command.tags().orElse(before.tags()),
                now);
    var after = reopened(before, changed) ? reassigned(changed, now) : changed;
    conversations.update(List.of(after));
    streams.append(frames(before, after));
    return after;
  }

  private static boolean reopened(Conversation before, Conversation after) {
    // also when put aside at once: by the time it is open nobody can tell that it was resolved
    return before.lifecycle() instanceof Lifecycle.Resolved
        && !(after.lifecycle() instanceof Lifecycle.Resolved)
        && after.assignee().isEmpty();
  }

  private Conversation reassigned(Conversation chat, Instant now) {
    var waiting = new AssignConversations.Waiting(chat, Decision.Reason.REOPENED);
    return assign.handle(chat.company(), List.of(waiting), now).getFirst();
  }

  private static List<StreamEvent> frames(Conversation before, Conversation after) {
    var frames = new ArrayList<StreamEvent>();
    frames.add(Frames.chatUpdated(after));
    if (!after.assignee().equals(before.assignee())) {
      frames.add(Frames.chatAssigned(after, before.assignee(), Decision.Reason.REOPENED.name()));
    }
    return frames;
  }
}
