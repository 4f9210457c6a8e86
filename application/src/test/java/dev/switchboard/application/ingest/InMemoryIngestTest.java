package dev.switchboard.application.ingest;

import dev.switchboard.application.Ids;
import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.channel.AChannelAccount;
import dev.switchboard.application.channel.InMemoryChannelAccounts;
import dev.switchboard.application.conversation.AConversation;
import dev.switchboard.application.conversation.InMemoryMessages;
import dev.switchboard.application.conversation.Messages.ExternalRef;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.contact.ContactId;
import dev.switchboard.domain.message.Author;
import dev.switchboard.domain.message.MessageStatus;
import java.util.List;
import java.util.Optional;

class InMemoryIngestTest
    implements WebhookInboxContract,
        EarlyEffectsContract,
        ChannelEventsContract,
        ParkedEventsContract {
  private final Ids ids = new InMemoryIds();
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryChannelAccounts accounts = new InMemoryChannelAccounts(transactions);
  private final InMemoryMessages messages = new InMemoryMessages(transactions);
  private final WebhookInbox inbox = new InMemoryWebhookInbox(transactions);
  private final EarlyEffects effects = new InMemoryEarlyEffects(transactions, messages);
  private final ChannelEvents events = new InMemoryChannelEvents(transactions);
  private final ParkedEvents parked = new InMemoryParkedEvents(transactions, accounts);

  @Override
  public WebhookInbox inbox() {
    return inbox;
  }

  @Override
  public EarlyEffects effects() {
    return effects;
  }

  @Override
  public ChannelEvents events() {
    return events;
  }

  @Override
  public ParkedEvents parked() {
    return parked;
  }

  @Override
  public Transactions transactions() {
    return transactions;
  }

  @Override
  public Ids ids() {
    return ids;
  }

  @Override
  public ExternalRef message(String mid) {
    return new ExternalRef(new CompanyId(1), new ChannelAccountId(2), mid);
  }

  @Override
  public void arrives(ExternalRef ref) {
    var chat =
        AConversation.of(
            ref.company(), ids.next(), ref.channel(), new ContactId(3), AConversation.NOON);
    messages.add(
        List.of(
            AConversation.message(
                chat,
                ids.next(),
                Author.CUSTOMER,
                "x",
                MessageStatus.RECEIVED,
                AConversation.NOON,
                Optional.of(ref.externalId()))));
  }

  @Override
  public ChannelAccount newAccount() {
    var company = new CompanyId(ids.next());
    return accounts
        .add(AChannelAccount.page(company, ids.next(), "page-" + ids.next()), "token")
        .orElseThrow();
  }
}
