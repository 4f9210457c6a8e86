package dev.switchboard.application.outbound;

import dev.switchboard.application.channel.ChannelAccounts;
import dev.switchboard.application.contact.Contacts;
import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.application.conversation.Messages;
import dev.switchboard.application.outbound.ChannelGateway.Target;
import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Author;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Gathers what a call needs, as it is at the moment of the call. */
public final class SendContext {
  private static final Gone MESSAGE_GONE = gone("message_gone", "The message is not there.");
  private static final Gone ACCOUNT_GONE =
      gone("channel_disconnected", "The account is not connected any more.");

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

  /** The first that is not another call of ours: somebody may well say "ok" twice. */
  Optional<String> unclaimed(CompanyId company, List<String> mids) {
    var claimed =
        deliveries.matching(company, List.of(), mids, List.of()).stream()
            .flatMap(call -> call.externalId().stream())
            .toList();
    return mids.stream().filter(mid -> !claimed.contains(mid)).findFirst();
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
