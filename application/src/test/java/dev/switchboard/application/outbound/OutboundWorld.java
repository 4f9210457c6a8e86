package dev.switchboard.application.outbound;

import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.channel.AChannelAccount;
import dev.switchboard.application.channel.InMemoryChannelAccounts;
import dev.switchboard.application.contact.InMemoryContacts;
import dev.switchboard.application.conversation.AConversation;
import dev.switchboard.application.conversation.InMemoryConversations;
import dev.switchboard.application.conversation.InMemoryMessages;
import dev.switchboard.application.stream.InMemoryStreams;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.contact.ContactKey;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Reach;
import dev.switchboard.domain.inbound.InboundContent.Echo;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageStatus;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** A company with one account and one customer, the whole outbound side in memory. */
final class OutboundWorld {
  static final CompanyId COMPANY = new CompanyId(1);
  static final String TOKEN = "token-1";
  static final RetryPolicy.Config RETRIES = RetryPolicy.Config.DEFAULT;

  final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T12:00:00Z"));
  final InMemoryTransactions transactions = new InMemoryTransactions();
  final InMemoryIds ids = new InMemoryIds();
  final InMemoryConversations conversations = new InMemoryConversations(transactions);
  final InMemoryMessages messages = new InMemoryMessages(transactions);
  final InMemoryContacts contacts = new InMemoryContacts(transactions, ids);
  final InMemoryChannelAccounts accounts = new InMemoryChannelAccounts(transactions);
  final InMemoryStreams streams = new InMemoryStreams(transactions);
  final LaneSignals signals = new LaneSignals();
  final InMemoryOutbox outbox = new InMemoryOutbox(transactions, signals);
  final InMemoryLanes lanes = new InMemoryLanes(outbox);
  final InMemoryDeliveries deliveries = new InMemoryDeliveries(outbox);
  final InMemorySendParts parts = new InMemorySendParts();
  final ScriptedGateway gateway = new ScriptedGateway();
  final RetryPolicy policy = new RetryPolicy(RETRIES, new Random(1));
  final SettleEchoes echoes = new SettleEchoes(deliveries, messages, parts, clock);
  private Runnable between = () -> {};
  private Runnable whileSettling = () -> {};
  final LaneWorkers workers = workers();
  final ChannelAccount account;
  final Conversation conversation;

  OutboundWorld(Platform platform) {
    account = AChannelAccount.of(COMPANY, ids.next(), new ChannelKey(platform, "page-1"));
    var key = new ContactKey(COMPANY, account.id(), "customer-1");
    conversation =
        transactions.inTransaction(
            () -> {
              accounts.add(account, TOKEN);
              var contact = contacts.ensure(List.of(key), clock.instant()).contacts().get(key);
              var begun =
                  Conversation.begin(
                          COMPANY,
                          new ConversationId(ids.next()),
                          account.id(),
                          contact.id(),
                          platform,
                          clock.instant())
                      .received("Hello?", clock.instant(), clock.instant());
              conversations.beginOrLock(List.of(begun));
              return begun;
            });
  }

  OutboundWorld() {
    this(Platform.FACEBOOK);
  }

  /** Runs once an outcome is there, and before the next one is written down. */
  void beforeSettling(Runnable what) {
    between = what;
  }

  /** Runs in each unit of work that is to write an outcome down, before anything is written. */
  void whileSettling(Runnable what) {
    whileSettling = what;
  }

  private LaneHandler interrupted(LaneHandler handler) {
    return new LaneHandler() {
      @Override
      public LaneKind kind() {
        return handler.kind();
      }

      @Override
      public Outcome handle(Lanes.Claim claim) {
        var outcome = handler.handle(claim);
        var what = between;
        between = () -> {};
        what.run();
        return outcome;
      }

      @Override
      public void settle(Lanes.Claim claim, Settlement settlement, Instant now) {
        whileSettling.run();
        handler.settle(claim, settlement, now);
      }
    };
  }

  /** As after a restart. */
  LaneWorkers workers() {
    var context = new SendContext(conversations, messages, contacts, accounts, deliveries);
    var settling = new SettleSends(conversations, messages, lanes, deliveries, streams);
    var states = new ChannelStates(accounts, accounts, transactions, clock);
    return new LaneWorkers(
        transactions,
        transactions,
        lanes,
        List.of(
            interrupted(new SendMessages(context, gateway, parts, policy, states, settling, clock)),
            new FetchProfiles(contacts, accounts, gateway, lanes, transactions, clock)),
        policy,
        signals,
        clock,
        impatient(LaneWorkers.Config.DEFAULT));
  }

  private static LaneWorkers.Config impatient(LaneWorkers.Config config) {
    return new LaneWorkers.Config(
        config.workers(), config.poll(), config.lease(), config.grace(), Duration.ofMillis(1));
  }

  /** An agent's answer in these parts, stored and queued. */
  Message answer(String... texts) {
    var message =
        AConversation.sent(
            conversation, ids.next(), new UserId(9), MessageStatus.QUEUED, clock.instant());
    transactions.inTransaction(
        () -> {
          messages.add(List.of(message));
          outbox.enqueue(
              IntStream.range(0, texts.length).mapToObj(i -> task(message, i, texts[i])).toList());
        });
    return message;
  }

  private Outbox.Task task(Message message, int part, String text) {
    return new Outbox.Task(
        COMPANY,
        LaneKind.SEND,
        conversation.id().value(),
        ids.next(),
        message.id().value(),
        part,
        parts.write(new SendPart(text, List.of(), "")),
        clock.instant());
  }

  /** The echo of a text, heard by ingest in its own unit of work. */
  OwnEchoes.Settled hear(String mid, String text, Optional<String> tag) {
    var echo = new Echo(mid, text, List.of(), Optional.empty(), Optional.empty(), tag);
    return transactions.inTransaction(
        () -> {
          var now = conversations.lock(COMPANY, conversation.id()).orElseThrow();
          var heard = new OwnEchoes.Heard(account, now, echo, clock.instant());
          var settled = echoes.settle(List.of(heard));
          streams.append(settled.events());
          return settled;
        });
  }

  /** A receipt that ingest takes in now: so far the customer has got. */
  void reached(Optional<Instant> delivered, Optional<Instant> read) {
    transactions.inTransaction(
        () ->
            conversations.update(
                List.of(
                    conversations
                        .lock(COMPANY, conversation.id())
                        .orElseThrow()
                        .reached(new Reach(delivered, read)))));
  }

  /** Everything that is due now. */
  void work() {
    while (workers.step(LaneKind.SEND)) {
      // until nothing is due
    }
  }

  /** Lets time pass until nothing is open any more, at most so many seconds. */
  void workOn(int seconds) {
    work();
    for (int i = 0; i < seconds && !open().isEmpty(); i++) {
      clock.pass(Duration.ofSeconds(1));
      work();
    }
  }

  List<Outbox.Task> open() {
    return outbox.open(COMPANY, LaneKind.SEND, conversation.id().value());
  }

  Message now(Message message) {
    return messages.find(COMPANY, message.id()).orElseThrow();
  }

  ChannelAccount accountNow() {
    return accounts.find(COMPANY, account.id()).orElseThrow();
  }

  List<String> frames() {
    return streams.events().stream().map(event -> event.type()).toList();
  }
}
