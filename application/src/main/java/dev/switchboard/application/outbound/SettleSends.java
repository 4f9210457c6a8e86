package dev.switchboard.application.outbound;

import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.application.conversation.Messages;
import dev.switchboard.application.conversation.Messages.ExternalRef;
import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.application.stream.Frames;
import dev.switchboard.application.stream.StreamEvent;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Reach;
import dev.switchboard.domain.message.Author;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.outbound.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what became of a call: the task, the message, an echo that was taken for somebody
 * else's, and the frames, in one unit of work. Locks in the order of everybody who touches a
 * conversation: it, its lane, its messages, last the stream.
 */
public final class SettleSends {
  private static final Logger LOG = LoggerFactory.getLogger(SettleSends.class);
  private static final MessageError NOT_SENT =
      new MessageError("not_sent", "An earlier part of this message did not go out.");

  private final Conversations conversations;
  private final Messages messages;
  private final Lanes lanes;
  private final Deliveries deliveries;
  private final MessageProgress progress;
  private final Streams streams;

  public SettleSends(
      Conversations conversations,
      Messages messages,
      Lanes lanes,
      Deliveries deliveries,
      Streams streams) {
    this.conversations = conversations;
    this.messages = messages;
    this.lanes = lanes;
    this.deliveries = deliveries;
    this.progress = new MessageProgress(messages, deliveries);
    this.streams = streams;
  }

  /**
   * @param latest what becomes of the call; asked before the lane is locked
   */
  void settle(Claim claim, Supplier<Settlement> latest, Instant now) {
    var conversation = conversations.lock(claim.company(), new ConversationId(claim.lane()));
    var settlement = latest.get();
    // Before the task knows the platform's id, or our own message would be found under it as well.
    var stranger = conversation.flatMap(found -> stranger(found, claim, settlement));
    var state = lanes.settle(claim, settlement, now);
    if (state.isEmpty()) {
      LOG.warn("task {}: its lane was taken over, nothing written", claim.task());
      return;
    }
    if (givenUp(state.get())) {
      deliveries.drop(claim.company(), claim.subject(), NOT_SENT, now);
    }
    var events = new ArrayList<StreamEvent>();
    stranger.ifPresent(message -> events.add(absorb(conversation.orElseThrow(), message, now)));
    events.addAll(
        progress.update(
            claim.company(),
            List.of(claim.subject()),
            reaches(conversation, stranger.map(echo -> told(echo, now)).orElse(Reach.NONE))));
    streams.append(events);
  }

  private static Map<Long, Reach> reaches(Optional<Conversation> conversation, Reach told) {
    return conversation.stream()
        .collect(
            Collectors.toUnmodifiableMap(
                chat -> chat.id().value(), chat -> chat.activity().reach().and(told)));
  }

  /**
   * What receipts that named the echo said of this call. The conversation may know less: of such a
   * receipt it keeps the echo's time by the platform's clock, which may be before our call.
   */
  private static Reach told(Message echo, Instant now) {
    var until = Optional.of(now);
    return switch (echo.status()) {
      case READ -> new Reach(until, until);
      case DELIVERED -> new Reach(until, Optional.empty());
      default -> Reach.NONE;
    };
  }

  /** The echo of this very call, come before its answer and stored as written elsewhere. */
  private Optional<Message> stranger(
      Conversation conversation, Claim claim, Settlement settlement) {
    if (!(settlement instanceof Settlement.Done(var mid)) || mid.isEmpty()) {
      return Optional.empty();
    }
    var ref = new ExternalRef(claim.company(), conversation.channel(), mid.get());
    return Optional.ofNullable(messages.byExternalIds(Set.of(ref)).get(ref))
        .filter(message -> message.author() instanceof Author.Page);
  }

  /** Whoever has seen it is told that it is gone: there is only one answer. */
  private StreamEvent absorb(Conversation conversation, Message stranger, Instant now) {
    messages.remove(stranger.company(), stranger.id());
    return Frames.messageUpdated(conversation, stranger.unsent(now));
  }

  private static boolean givenUp(TaskState state) {
    return state == TaskState.FAILED || state == TaskState.DEAD || state == TaskState.NEEDS_REVIEW;
  }
}
