package dev.switchboard.application.ingest.apply;

import dev.switchboard.application.conversation.Messages.ExternalRef;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.contact.ContactKey;
import dev.switchboard.domain.inbound.Inbound;
import dev.switchboard.domain.inbound.InboundContent;
import java.util.Optional;
import java.util.stream.Stream;

/** Something inbound whose account is connected. */
record Routed(Inbound inbound, ChannelAccount account) {

  InboundContent content() {
    return inbound.content();
  }

  Optional<ContactKey> contact() {
    return inbound
        .customer()
        .map(customer -> new ContactKey(account.company(), account.id(), customer));
  }

  ExternalRef ref(String mid) {
    return new ExternalRef(account.company(), account.id(), mid);
  }

  /** Somebody said something: there is a conversation from now on. */
  boolean begins() {
    return switch (content()) {
      case InboundContent.Written _,
          InboundContent.Echo _,
          InboundContent.Postback _,
          InboundContent.Referred _ ->
          true;
      case InboundContent.Notice _,
          InboundContent.Unsent _,
          InboundContent.Edited _,
          InboundContent.Reacted _,
          InboundContent.Delivered _,
          InboundContent.Seen _,
          InboundContent.AccountEvent _ ->
          false;
    };
  }

  /** The name of the message this becomes; empty where it becomes none. */
  Optional<ExternalRef> becomes() {
    return switch (content()) {
      case InboundContent.Written written -> Optional.of(ref(written.mid()));
      case InboundContent.Echo echo -> Optional.of(ref(echo.mid()));
      case InboundContent.Postback postback -> Optional.of(ref(postback.mid()));
      case InboundContent.Referred _, InboundContent.Notice _ -> Optional.of(ref(inbound.digest()));
      case InboundContent.Unsent _,
          InboundContent.Edited _,
          InboundContent.Reacted _,
          InboundContent.Delivered _,
          InboundContent.Seen _,
          InboundContent.AccountEvent _ ->
          Optional.empty();
    };
  }

  /** The one message this changes; empty for what changes none or many. */
  Optional<ExternalRef> changes() {
    return switch (content()) {
      case InboundContent.Unsent(var mid) -> Optional.of(ref(mid));
      case InboundContent.Edited(var mid, _, _) -> Optional.of(ref(mid));
      case InboundContent.Reacted(var mid, _, _, _, _) -> Optional.of(ref(mid));
      case InboundContent.Seen(var mid, _) -> mid.map(this::ref);
      case InboundContent.Written _,
          InboundContent.Echo _,
          InboundContent.Postback _,
          InboundContent.Referred _,
          InboundContent.Notice _,
          InboundContent.Delivered _,
          InboundContent.AccountEvent _ ->
          Optional.empty();
    };
  }

  Optional<ExternalRef> answers() {
    return switch (content()) {
      case InboundContent.Written written -> written.replyTo().map(this::ref);
      case InboundContent.Echo echo -> echo.replyTo().map(this::ref);
      default -> Optional.empty(); // every other kind stands for itself
    };
  }

  /** The messages that the customer has, each once; empty where none is named. */
  Stream<ExternalRef> delivers() {
    return content() instanceof InboundContent.Delivered(var mids, _)
        ? mids.stream().distinct().map(this::ref)
        : Stream.empty();
  }

  /** Every message this speaks of. */
  Stream<ExternalRef> mentions() {
    return Stream.concat(
        Stream.of(becomes(), changes(), answers()).flatMap(Optional::stream), delivers());
  }
}
