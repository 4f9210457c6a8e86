package dev.switchboard.application.conversation;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.ChannelState;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.contact.ContactId;
import dev.switchboard.domain.contact.ContactKey;
import java.util.List;
import java.util.Optional;

class InMemoryInboxTest implements InboxContract {
  private final ADesk desk = new ADesk();
  private final Inbox inbox = desk.inbox();

  @Override
  public Inbox inbox() {
    return inbox;
  }

  @Override
  public Conversations conversations() {
    return desk.conversations;
  }

  @Override
  public Messages messages() {
    return desk.messages;
  }

  @Override
  public Transactions transactions() {
    return desk.transactions;
  }

  @Override
  public Ids ids() {
    return desk.ids;
  }

  @Override
  public World world() {
    return new Stored();
  }

  /** With the accounts and customers that views show. */
  private final class Stored implements World {
    @Override
    public CompanyId company() {
      return new CompanyId(desk.ids.next());
    }

    @Override
    public ChannelAccountId channel(CompanyId company) {
      var number = desk.ids.next();
      var account =
          new ChannelAccount(
              company,
              new ChannelAccountId(number),
              new ChannelKey(Platform.FACEBOOK, "page-" + number),
              "Page",
              true,
              true,
              ChannelState.OK,
              AConversation.NOON,
              AConversation.NOON);
      return desk.transactions.inTransaction(() -> desk.channels.add(account, "t")).get().id();
    }

    @Override
    public ContactId contact(CompanyId company, ChannelAccountId channel, String name) {
      var key = new ContactKey(company, channel, "psid-" + desk.ids.next());
      var at = AConversation.NOON;
      return desk.transactions.inTransaction(
          () -> {
            var contact = desk.contacts.ensure(List.of(key), at).contacts().get(key);
            desk.contacts.profile(company, contact.id(), Optional.of(name), Optional.empty(), at);
            return contact.id();
          });
    }

    @Override
    public Candidate agent(CompanyId company, Candidate agent) {
      desk.roster.put(company, agent);
      return agent;
    }
  }
}
