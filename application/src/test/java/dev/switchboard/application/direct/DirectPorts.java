package dev.switchboard.application.direct;

import static dev.switchboard.application.conversation.AConversation.NOON;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.application.direct.DirectMessages.ClientName;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.direct.ClientMessageId;
import dev.switchboard.domain.direct.DirectMessage;
import dev.switchboard.domain.direct.DirectMessageId;
import dev.switchboard.domain.direct.DirectText;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the contracts of direct messages are run on, and what they say often. */
public interface DirectPorts {
  DirectMessages messages();

  DirectInbox inbox();

  Transactions transactions();

  DirectWorld world();

  Ids ids();

  default DirectMessage draft(CompanyId company, UserId from, UserId to, String text, Instant at) {
    return new DirectMessage(
        company,
        new DirectMessageId(ids().next()),
        from,
        to,
        new DirectText(text),
        Optional.empty(),
        Optional.empty(),
        false,
        at,
        at);
  }

  /** Says nothing but its name. */
  default DirectMessage named(CompanyId company, UserId from, UserId to, String name) {
    var draft = draft(company, from, to, "x", NOON);
    return new DirectMessage(
        company,
        draft.id(),
        from,
        to,
        draft.content(),
        Optional.empty(),
        Optional.of(new ClientMessageId(name)),
        false,
        NOON,
        NOON);
  }

  default ClientName name(UserId sender, String name) {
    return new ClientName(sender, new ClientMessageId(name));
  }

  default ClientName name(DirectMessage message) {
    return ClientName.of(message).orElseThrow();
  }

  default Optional<DirectMessage> named(CompanyId company, UserId sender, String name) {
    var wanted = name(sender, name);
    return Optional.ofNullable(messages().named(company, Set.of(wanted)).get(wanted));
  }

  default DirectMessage send(DirectMessage draft) {
    return transactions().inTransaction(() -> messages().add(draft)).orElseThrow();
  }

  /** At noon, or as soon after it as the conversation allows. */
  default DirectMessage send(CompanyId company, UserId from, UserId to, String text) {
    return send(draft(company, from, to, text, NOON));
  }

  default DirectMessage get(DirectMessage message) {
    return messages().find(message.company(), message.id()).orElseThrow();
  }

  default void read(DirectMessage message, Instant at) {
    transactions()
        .inTransaction(
            () ->
                messages()
                    .lock(message.company(), message.id())
                    .ifPresent(now -> messages().update(now.readBy(now.recipient(), at))));
  }

  default void remove(DirectMessage message) {
    transactions()
        .inTransaction(
            () -> messages().lock(message.company(), message.id()).ifPresent(messages()::remove));
  }

  default List<DirectMessages.Receipt> readAll(
      CompanyId company, UserId reader, Optional<UserId> sender, Instant at) {
    return transactions().inTransaction(() -> messages().readAll(company, reader, sender, at));
  }

  default List<DirectConversationView> conversations(CompanyId company, UserId viewer) {
    return inbox().conversations(company, viewer, Slice.first(100)).items();
  }

  default List<String> texts(CompanyId company, UserId viewer, DirectInbox.Which which) {
    return inbox().messages(company, viewer, which, Slice.first(100)).items().stream()
        .map(DirectMessageView::content)
        .toList();
  }
}
