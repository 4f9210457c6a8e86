package dev.switchboard.application.ingest.apply;

import dev.switchboard.application.Ids;
import dev.switchboard.application.conversation.Messages.ExternalRef;
import dev.switchboard.application.ingest.EarlyEffect;
import dev.switchboard.domain.inbound.InboundContent;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Reaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Edits, unsends and reactions: what changes one message that is there, or is not there yet; of
 * receipts only what is not there yet, for {@link Receipts} moves the others.
 */
final class Effects {
  private final Ids ids;

  Effects(Ids ids) {
    this.ids = ids;
  }

  /**
   * Applies them in the order of time.
   *
   * @return those whose message has not come
   */
  List<EarlyEffect> apply(List<Routed> items, Batch batch) {
    var early = new ArrayList<EarlyEffect>();
    for (var item : items) {
      item.changes().flatMap(batch::message).ifPresent(message -> change(item, message, batch));
      Stream.concat(item.changes().stream(), item.delivers())
          .filter(ref -> batch.message(ref).isEmpty())
          .map(ref -> early(item, ref))
          .forEach(early::add);
    }
    return early;
  }

  private EarlyEffect early(Routed item, ExternalRef ref) {
    return new EarlyEffect(ids.next(), ref, item.inbound().raw(), item.inbound().at());
  }

  private static void change(Routed item, Message message, Batch batch) {
    var at = item.inbound().at();
    var next = after(message, item.content(), at);
    if (!next.equals(message)) {
      batch.replace(item.changes().orElseThrow(), next);
    }
    if (opensWindow(item)) {
      batch.change(message.conversation(), chat -> chat.touched(at, batch.now()));
    }
  }

  /** Pure. */
  static Message after(Message message, InboundContent effect, Instant at) {
    return switch (effect) {
      case InboundContent.Unsent _ -> message.unsent(at);
      case InboundContent.Edited(_, var text, var number) -> message.edited(text, number, at);
      case InboundContent.Reacted reacted -> reacted(message, reacted, at);
      case InboundContent.Written _,
          InboundContent.Echo _,
          InboundContent.Postback _,
          InboundContent.Referred _,
          InboundContent.Notice _,
          InboundContent.Delivered _,
          InboundContent.Seen _,
          InboundContent.AccountEvent _ ->
          message;
    };
  }

  private static Message reacted(Message message, InboundContent.Reacted reacted, Instant at) {
    var newer =
        message.reactions().stream()
            .anyMatch(known -> known.actor().equals(reacted.actor()) && known.at().isAfter(at));
    if (newer) {
      return message;
    }
    var reaction = new Reaction(reacted.actor(), reacted.reaction(), reacted.emoji(), at);
    return message.reacted(reacted.actor(), Optional.of(reaction).filter(_ -> !reacted.removed()));
  }

  /** A reaction that the customer sets is an action of theirs. */
  private static boolean opensWindow(Routed item) {
    return item.content() instanceof InboundContent.Reacted reacted
        && !reacted.removed()
        && item.inbound().customer().filter(reacted.actor()::equals).isPresent();
  }
}
