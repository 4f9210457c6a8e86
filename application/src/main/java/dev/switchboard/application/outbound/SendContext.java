package dev.switchboard.application.outbound;

import dev.switchboard.application.channel.ChannelAccounts;
import dev.switchboard.application.contact.Contacts;
import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.application.conversation.Messages;
import dev.switchboard.application.conversation.Messages.ExternalRef;
import dev.switchboard.application.outbound.ChannelGateway.Target;
import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Author;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Gathers what a call needs, as it is at the moment of the call. */
public final class SendContext {
  private static final Gone MESSAGE_GONE = gone("message_gone", "The message is not there.");
  private static final Gone ACCOUNT_GONE =
      gone("channel_disconnected", "The account is not connected any more.");

  /** By how much the clocks of two nodes may differ: what one stores another one called for. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

  /** What there is to a call. */
  sealed interface Context {}

  record Gone(MessageError why) implements Context {}

  record Prepared(Target target, Platform platform, Author author, Optional<Instant> windowOpenedAt)
      implements Context {}

  private final Conversations conversations;
  private final Messages messages;
  private final Contacts contacts;
  private final ChannelAccounts accounts;
  private final Deliveries deliveries;

  public SendContext(
      Conversations conversations,
      Messages messages,
      Contacts contacts,
      ChannelAccounts accounts,
      Deliveries deliveries) {
    this.conversations = conversations;
    this.messages = messages;
    this.contacts = contacts;
    this.accounts = accounts;
    this.deliveries = deliveries;
  }

  Context prepare(Claim claim) {
    var conversation = conversations.find(claim.company(), new ConversationId(claim.lane()));
    var message =
        messages
            .find(claim.company(), new MessageId(claim.subject()))
            .filter(found -> found.deletedAt().isEmpty());
    return conversation.isEmpty() || message.isEmpty()
        ? MESSAGE_GONE
        : prepare(conversation.get(), message.get());
  }

  /**
   * The first that is not known for another message: somebody may well say "ok" twice. An echo that
   * was stored as written elsewhere since the call began may be the call's own.
   */
  Optional<String> unclaimed(Claim claim, ChannelAccountId channel, List<String> mids) {
    var company = claim.company();
    var claimed =
        deliveries.matching(company, List.of(), mids, List.of()).stream()
            .flatMap(call -> call.externalId().stream())
            .toList();
    var stored =
        messages.byExternalIds(
            mids.stream().map(mid -> new ExternalRef(company, channel, mid)).toList());
    return mids.stream()
        .filter(mid -> !claimed.contains(mid))
        .filter(
            mid ->
                Optional.ofNullable(stored.get(new ExternalRef(company, channel, mid)))
                    .filter(message -> !mayBeEcho(message, claim))
                    .isEmpty())
        .findFirst();
  }

  private static boolean mayBeEcho(Message message, Claim claim) {
    return message.author() instanceof Author.Page
        && message.createdAt().isAfter(claim.calledAt().minus(CLOCKS_APART));
  }

  private Context prepare(Conversation conversation, Message message) {
    var company = conversation.company();
    var account = accounts.find(company, conversation.channel());
    var token = accounts.token(company, conversation.channel());
    var contact = contacts.find(company, conversation.contact());
    if (account.isEmpty() || token.isEmpty() || contact.isEmpty()) {
      return ACCOUNT_GONE;
    }
    return new Prepared(
        new Target(account.get(), token.get(), contact.get().key().externalId()),
        conversation.platform(),
        message.author(),
        conversation.activity().windowOpenedAt());
  }

  private static Gone gone(String code, String detail) {
    return new Gone(new MessageError(code, detail));
  }
}
