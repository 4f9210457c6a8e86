package dev.switchboard.application.ingest.apply;

import dev.switchboard.application.conversation.Messages;
import dev.switchboard.application.conversation.Messages.ExternalRef;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Reach;
import dev.switchboard.domain.inbound.InboundContent;
import dev.switchboard.domain.message.Author;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.MessageStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Delivered and read: messages named by their mids first, then everything up to a watermark. Only
 * ever forward. How far a customer has got stays with the conversation, for what turns out later to
 * have gone out.
 */
final class Receipts {
  private final Messages messages;

  Receipts(Messages messages) {
    this.messages = messages;
  }

  /** Returns the messages that moved, as they are now. */
  Collection<Message> apply(List<Routed> items, Batch batch) {
    var moved = new LinkedHashMap<MessageId, Message>();
    var receipts = new TreeMap<ConversationId, Messages.Receipt>();
    for (var item : items) {
      switch (item.content()) {
        case InboundContent.Delivered(var mids, var watermark) -> {
          mids.forEach(mid -> named(item.ref(mid), MessageStatus.DELIVERED, batch, moved));
          watermark.ifPresent(at -> upTo(item, batch, receipts, Optional.of(at), Optional.empty()));
        }
        case InboundContent.Seen(var mid, var watermark) -> {
          var seen = mid.flatMap(m -> named(item.ref(m), MessageStatus.READ, batch, moved));
          Reach.later(watermark, seen.map(Message::sentAt))
              .ifPresent(at -> upTo(item, batch, receipts, Optional.empty(), Optional.of(at)));
        }
        default -> {} // no receipt
      }
    }
    receipts.forEach(
        (chat, told) -> batch.change(chat, known -> known.reached(reach(told, batch))));
    messages.update(List.copyOf(moved.values()));
    messages.advance(receipts.values()).forEach(message -> moved.put(message.id(), message));
    return moved.values();
  }

  private static Reach reach(Messages.Receipt told, Batch batch) {
    return new Reach(told.delivered(), told.read()).until(batch.now());
  }

  private static Optional<Message> named(
      ExternalRef ref, MessageStatus status, Batch batch, Map<MessageId, Message> moved) {
    var found = batch.message(ref).map(known -> moved.getOrDefault(known.id(), known));
    found
        .filter(message -> !(message.author() instanceof Author.Customer))
        .filter(Receipts::wholeMessageIsOut)
        .filter(message -> message.status().advance(status) != message.status())
        .map(message -> message.withStatus(status, Optional.empty()))
        .ifPresent(message -> moved.put(message.id(), message));
    return found;
  }

  /** A message of several calls has a mid from its first on; one read part is no read message. */
  private static boolean wholeMessageIsOut(Message message) {
    return message.status() == MessageStatus.SENT || message.status() == MessageStatus.DELIVERED;
  }

  private static void upTo(
      Routed item,
      Batch batch,
      Map<ConversationId, Messages.Receipt> receipts,
      Optional<Instant> delivered,
      Optional<Instant> read) {
    batch
        .conversation(item)
        .ifPresent(
            chat ->
                receipts.merge(
                    chat.id(),
                    new Messages.Receipt(chat.company(), chat.id(), delivered, read),
                    (known, next) ->
                        new Messages.Receipt(
                            chat.company(),
                            chat.id(),
                            Reach.later(known.delivered(), next.delivered()),
                            Reach.later(known.read(), next.read()))));
  }
}
