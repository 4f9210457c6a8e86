package dev.switchboard.persistence.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.Ids;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.RetryingTransactions;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.channel.AChannelAccount;
import dev.switchboard.application.channel.InMemoryChannelAccounts;
import dev.switchboard.application.conversation.AConversation;
import dev.switchboard.application.outbound.ChannelGateway;
import dev.switchboard.application.outbound.ChannelStates;
import dev.switchboard.application.outbound.InMemorySendParts;
import dev.switchboard.application.outbound.LaneSignals;
import dev.switchboard.application.outbound.LaneWorkers;
import dev.switchboard.application.outbound.Outbox;
import dev.switchboard.application.outbound.OwnEchoes;
import dev.switchboard.application.outbound.RetryPolicy;
import dev.switchboard.application.outbound.SendContext;
import dev.switchboard.application.outbound.SendFailure;
import dev.switchboard.application.outbound.SendMessages;
import dev.switchboard.application.outbound.SendPart;
import dev.switchboard.application.outbound.SettleEchoes;
import dev.switchboard.application.outbound.SettleSends;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.inbound.InboundContent.Echo;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageStatus;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.TestDatabase;
import dev.switchboard.persistence.contact.PostgresContacts;
import dev.switchboard.persistence.conversation.PostgresConversations;
import dev.switchboard.persistence.conversation.PostgresMessages;
import dev.switchboard.persistence.conversation.PostgresWorld;
import dev.switchboard.persistence.stream.PostgresStreams;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Workers and echoes at once over the real tables: the locks must agree with each other. */
class SendingOnPostgresTest {
  private static final int CONVERSATIONS = 12;
  private static final int MESSAGES = 10;
  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  private final Clock clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
  private final Ids ids = test.ids();
  private final Transactions units = new RetryingTransactions(test.database(), 3);
  private final PostgresConversations conversations = new PostgresConversations(test.database());
  private final PostgresMessages messages = new PostgresMessages(test.database());
  private final LaneSignals signals = new LaneSignals();
  private final PostgresOutbox outbox = new PostgresOutbox(test.database(), signals);
  private final PostgresDeliveries deliveries = new PostgresDeliveries(test.database(), signals);
  private final PostgresStreams streams =
      new PostgresStreams(test.database(), _ -> "{}", (_, _) -> {}, clock);
  private final InMemorySendParts parts = new InMemorySendParts();
  private final SettleEchoes echoes = new SettleEchoes(deliveries, messages, parts, clock);
  private final Map<String, Conversation> talks = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
  private final PostgresWorld world = new PostgresWorld(test);
  private final CompanyId company = world.company();
  private final ChannelAccount account =
      AChannelAccount.of(
          company, world.channel(company).value(), new ChannelKey(Platform.FACEBOOK, "page"));

  /** A third of the calls is answered, a third only echoed, a third both, echo first. */
  private final class Platforms implements ChannelGateway {
    @Override
    public Sent send(Target target, Call call) {
      var count = calls.computeIfAbsent(call.tag(), _ -> new AtomicInteger()).incrementAndGet();
      var mid = "m_" + call.tag() + "_" + count;
      var what = ThreadLocalRandom.current().nextInt(3);
      if (what == 1) {
        hear(mid, call);
      } else if (what == 2) {
        Thread.ofVirtual().start(() -> hear(mid, call));
        return new Sent.Refused(
            new SendFailure(SendFailure.Kind.AMBIGUOUS, "delivery_unknown", "In doubt."));
      }
      return new Sent.Accepted(mid);
    }

    private void hear(String mid, Call call) {
      var id = talks.get(call.part().text()).id();
      units.inTransaction(
          () -> {
            var conversation = conversations.lock(company, id).orElseThrow();
            var echo =
                new Echo(
                    mid,
                    call.part().text(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(call.tag()));
            streams.append(
                echoes
                    .settle(
                        List.of(new OwnEchoes.Heard(account, conversation, echo, clock.instant())))
                    .events());
          });
    }

    @Override
    public Found lookUp(Target target, SendPart part, Instant since) {
      return new Found.Unclear(new SendFailure(SendFailure.Kind.RETRY, "temporary", "Later."));
    }

    @Override
    public Profile profile(Target target) {
      return new Profile.Refused(new SendFailure(SendFailure.Kind.PERMANENT, "no", "No."));
    }

    @Override
    public boolean unreachable() {
      return false;
    }
  }

  private LaneWorkers workers() {
    var memory = new InMemoryTransactions();
    var accounts = new InMemoryChannelAccounts(memory);
    memory.inTransaction(() -> accounts.add(account, "token"));
    var policy = new RetryPolicy(RetryPolicy.Config.DEFAULT, new Random(1));
    var lanes = new PostgresLanes(test.database(), signals);
    return new LaneWorkers(
        test.system(),
        units,
        lanes,
        List.of(
            new SendMessages(
                new SendContext(
                    conversations,
                    messages,
                    new PostgresContacts(test.database(), ids),
                    accounts,
                    deliveries),
                new Platforms(),
                parts,
                policy,
                new ChannelStates(accounts, accounts, memory, clock),
                new SettleSends(conversations, messages, lanes, deliveries, streams),
                clock)),
        policy,
        signals,
        clock,
        new LaneWorkers.Config(
            Map.of(LaneKind.SEND, 4),
            Duration.ofMillis(100),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1)));
  }

  private List<Message> answers() {
    var agent = new UserId(ids.next());
    world.agent(company, AConversation.agent(agent.value(), clock.instant()));
    var answers = new ArrayList<Message>();
    for (int i = 0; i < CONVERSATIONS; i++) {
      var contact = world.contact(company, account.id(), "Ada");
      var talk =
          AConversation.of(company, ids.next(), account.id(), contact, clock.instant())
              .received("Hello?", clock.instant(), clock.instant());
      talks.put("text " + talk.id(), talk);
      units.inTransaction(() -> conversations.beginOrLock(Set.of(talk)));
      units.inTransaction(() -> conversations.update(Set.of(talk)));
      for (int j = 0; j < MESSAGES; j++) {
        answers.add(answer(talk, agent));
      }
    }
    return answers;
  }

  private Message answer(Conversation talk, UserId agent) {
    var message =
        AConversation.sent(talk, ids.next(), agent, MessageStatus.QUEUED, clock.instant());
    units.inTransaction(
        () -> {
          conversations.lock(company, talk.id());
          messages.add(List.of(message));
          outbox.enqueue(
              List.of(
                  new Outbox.Task(
                      company,
                      LaneKind.SEND,
                      talk.id().value(),
                      ids.next(),
                      message.id().value(),
                      0,
                      parts.write(new SendPart("text " + talk.id(), List.of(), "")),
                      clock.instant())));
        });
    return message;
  }

  @Test
  void everyAnswerIsCalledOnceAndSentWhateverComesFirst() {
    try (var workers = workers()) {
      workers.start();
      var answers = answers();

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(answers)
                      .allSatisfy(
                          answer ->
                              assertThat(messages.find(company, answer.id()).orElseThrow().status())
                                  .isEqualTo(MessageStatus.SENT)));

      assertThat(calls).hasSize(CONVERSATIONS * MESSAGES);
      assertThat(calls.values()).allSatisfy(count -> assertThat(count).hasValue(1));
    }
  }
}
