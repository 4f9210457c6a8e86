package dev.switchboard.application.outbound;

import dev.switchboard.application.conversation.Messages;
import dev.switchboard.application.outbound.Deliveries.Delivery;
import dev.switchboard.application.stream.Frames;
import dev.switchboard.application.stream.StreamEvent;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Reach;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.MessageStatus;
import dev.switchboard.domain.outbound.TaskState;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Brings messages to where their calls are: sent when all are, failed as soon as one is. */
final class MessageProgress {
  private static final Set<MessageStatus> ARRIVED =
      EnumSet.of(MessageStatus.SENT, MessageStatus.DELIVERED, MessageStatus.READ);

  private final Messages messages;
  private final Deliveries deliveries;

  MessageProgress(Messages messages, Deliveries deliveries) {
    this.messages = messages;
    this.deliveries = deliveries;
  }

  /**
   * In a unit of work that holds the conversations; what the frontends are to be told.
   *
   * @param reaches how far their customers have got, by lane: a receipt may be here before us
   */
  List<StreamEvent> update(CompanyId company, Collection<Long> subjects, Map<Long, Reach> reaches) {
    var calls =
        deliveries.of(company, subjects).stream()
            .collect(Collectors.groupingBy(call -> new MessageId(call.subject())));
    var changed =
        messages.all(company, calls.keySet()).stream()
            .flatMap(message -> moved(message, calls.get(message.id()), reaches).stream())
            .toList();
    messages.update(changed);
    return changed.stream().map(message -> Frames.messageStatus(company, message)).toList();
  }

  private static Optional<Message> moved(
      Message message, List<Delivery> parts, Map<Long, Reach> reaches) {
    var status = status(parts);
    var mid = parts.getFirst().externalId();
    var named = mid.map(message::withExternalId).orElse(message);
    if (status == MessageStatus.SENT) {
      named = named.out(reach(parts, reaches), leftAt(parts));
    } else if (!ARRIVED.contains(message.status())) {
      named = named.withStatus(status, error(parts, status));
    }
    return named.equals(message) ? Optional.empty() : Optional.of(named);
  }

  private static Reach reach(List<Delivery> parts, Map<Long, Reach> reaches) {
    return reaches.getOrDefault(parts.getFirst().lane(), Reach.NONE);
  }

  /** Not when it was written: it may have waited while the customer read what was before it. */
  private static Instant leftAt(List<Delivery> parts) {
    return parts.stream()
        .flatMap(part -> part.calledAt().stream())
        .max(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }

  private static MessageStatus status(List<Delivery> parts) {
    if (any(parts, TaskState.AMBIGUOUS, TaskState.NEEDS_REVIEW)) {
      return MessageStatus.AMBIGUOUS;
    }
    if (any(parts, TaskState.FAILED, TaskState.DEAD)) {
      return MessageStatus.FAILED;
    }
    return any(parts, TaskState.PENDING, TaskState.LEASED)
        ? MessageStatus.QUEUED
        : MessageStatus.SENT;
  }

  private static Optional<MessageError> error(List<Delivery> parts, MessageStatus status) {
    return status == MessageStatus.QUEUED
        ? Optional.empty()
        : parts.stream().flatMap(part -> part.error().stream()).findFirst();
  }

  private static boolean any(List<Delivery> parts, TaskState one, TaskState other) {
    return parts.stream().anyMatch(part -> part.state() == one || part.state() == other);
  }
}
