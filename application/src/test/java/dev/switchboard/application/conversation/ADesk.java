package dev.switchboard.application.conversation;

import static dev.switchboard.application.conversation.AConversation.NOON;

import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.WrappedTransactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.GivenRights;
import dev.switchboard.application.assignment.AssignConversations;
import dev.switchboard.application.assignment.DrainBacklog;
import dev.switchboard.application.assignment.InMemoryDecisions;
import dev.switchboard.application.assignment.InMemoryRoster;
import dev.switchboard.application.audit.InMemoryAuditTrail;
import dev.switchboard.application.channel.InMemoryChannelAccounts;
import dev.switchboard.application.contact.InMemoryContacts;
import dev.switchboard.application.outbound.InMemoryOutbox;
import dev.switchboard.application.stream.InMemoryStreams;
import dev.switchboard.application.stream.StreamEvent;
import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.ChannelState;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.contact.ContactKey;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** One company with a connected page and everything that an inbox needs, all in memory. */
public final class ADesk {
  public final CompanyId company = new CompanyId(900);
  public final InMemoryIds ids = new InMemoryIds();
  public final InMemoryTransactions transactions = new InMemoryTransactions();
  public final GivenRights rights = new GivenRights();
  public final InMemoryConversations conversations = new InMemoryConversations(transactions);
  public final InMemoryMessages messages = new InMemoryMessages(transactions);
  public final InMemoryRoster roster = new InMemoryRoster(transactions, conversations);
  public final InMemoryDecisions decisions = new InMemoryDecisions(transactions);
  public final InMemoryStreams streams = new InMemoryStreams(transactions);
  public final InMemoryChannelAccounts channels = new InMemoryChannelAccounts(transactions);
  public final InMemoryContacts contacts = new InMemoryContacts(transactions, ids);
  public final InMemoryOutbox outbox = new InMemoryOutbox(transactions);
  public final InMemoryAuditTrail audit = new InMemoryAuditTrail(transactions, ids);
  public final AssignConversations assign = new AssignConversations(roster, decisions, ids);
  public final ChannelAccount page = connect();
  private Instant now = NOON;

  /** Whatever {@link #pass} made of it; starts at noon. */
  public final Clock clock =
      new Clock() {
        @Override
        public ZoneOffset getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  public final DrainBacklog drain =
      new DrainBacklog(transactions, conversations, assign, streams, clock, Runnable::run);

  /** Over what is done to the conversations of this desk. */
  public DrainBacklog drain(Conversations instead) {
    return new DrainBacklog(transactions, instead, assign, streams, clock, Runnable::run);
  }

  /** Whose every batch fails. */
  public DrainBacklog failingDrain(RuntimeException failure) {
    return new DrainBacklog(
        WrappedTransactions.failing(transactions, failure),
        conversations,
        assign,
        streams,
        clock,
        Runnable::run);
  }

  public InMemoryInbox inbox() {
    return new InMemoryInbox(conversations, messages, contacts, channels, roster, clock);
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  private ChannelAccount connect() {
    var account =
        new ChannelAccount(
            company,
            new ChannelAccountId(ids.next()),
            new ChannelKey(Platform.FACEBOOK, "page"),
            "Page",
            true,
            true,
            ChannelState.OK,
            NOON,
            NOON);
    return transactions.inTransaction(() -> channels.add(account, "token").orElseThrow());
  }

  /** A new customer's conversation, begun now and with nobody. */
  public Conversation chat() {
    var number = ids.next();
    var key = new ContactKey(company, page.id(), "psid-" + number);
    var contact =
        transactions.inTransaction(() -> contacts.ensure(List.of(key), now)).contacts().get(key);
    var fresh = AConversation.of(company, number, page.id(), contact.id(), now);
    transactions.inTransaction(() -> conversations.beginOrLock(List.of(fresh)));
    return fresh;
  }

  public Conversation store(Conversation next) {
    transactions.inTransaction(() -> conversations.update(List.of(next)));
    return next;
  }

  public Conversation waiting() {
    return store(chat().awaitAgent(now));
  }

  public Conversation assigned(Candidate agent) {
    return store(chat().assignTo(agent.user(), now));
  }

  /** The customer writes: stored, unread, opening the window. */
  public Message receive(Conversation in, String text) {
    var message = AConversation.received(in, ids.next(), text, now);
    transactions.inTransaction(
        () -> {
          messages.add(List.of(message));
          conversations.update(List.of(get(in.id()).received(text, now, now)));
        });
    return message;
  }

  public Conversation get(ConversationId id) {
    return conversations.find(company, id).orElseThrow();
  }

  public Candidate agent() {
    return put(AConversation.agent(ids.next(), NOON));
  }

  public Candidate put(Candidate agent) {
    roster.put(company, agent);
    return agent;
  }

  public Caller as(Candidate agent) {
    return caller(company, agent.user(), SystemRole.AGENT.permissions());
  }

  public Caller supervisor() {
    return caller(company, new UserId(ids.next()), SystemRole.SUPERVISOR.permissions());
  }

  /** May everything, in another company. */
  public Caller stranger() {
    return caller(new CompanyId(901), new UserId(ids.next()), Set.of(Permission.values()));
  }

  private static Caller caller(CompanyId company, UserId user, Set<Permission> permissions) {
    return new Caller(
        company,
        user,
        new SessionId(user.value()),
        "User " + user,
        "user" + user + "@example.org",
        false,
        permissions);
  }

  /** Types of the frames so far. */
  public List<String> frames() {
    return streams.events().stream().map(StreamEvent::type).toList();
  }
}
