package dev.switchboard.persistence.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.Ids;
import dev.switchboard.application.RetryingTransactions;
import dev.switchboard.application.assignment.AssignConversations;
import dev.switchboard.application.channel.AChannelAccount;
import dev.switchboard.application.conversation.AConversation;
import dev.switchboard.application.ingest.InboxAppender;
import dev.switchboard.application.ingest.ProcessWebhooks;
import dev.switchboard.application.ingest.ScriptedParser;
import dev.switchboard.application.ingest.WebhookParser;
import dev.switchboard.application.ingest.WebhookProcessor;
import dev.switchboard.application.ingest.apply.ApplyInbound;
import dev.switchboard.application.outbound.OwnEchoes;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.inbound.InboundContent;
import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.TestDatabase;
import dev.switchboard.persistence.assignment.PostgresDecisions;
import dev.switchboard.persistence.assignment.PostgresRoster;
import dev.switchboard.persistence.channel.HibernateChannelAccounts;
import dev.switchboard.persistence.channel.PostgresChannelHealth;
import dev.switchboard.persistence.contact.PostgresContacts;
import dev.switchboard.persistence.conversation.PostgresConversations;
import dev.switchboard.persistence.conversation.PostgresMessages;
import dev.switchboard.persistence.conversation.PostgresWorld;
import dev.switchboard.persistence.outbound.PostgresOutbox;
import dev.switchboard.persistence.secret.AesGcmSecrets;
import dev.switchboard.persistence.stream.PostgresStreams;
import java.lang.Thread.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Posts that race: two processors, as on two nodes, on one database. */
class ConcurrentIngestTest {
  private static final Instant SENT = Instant.parse("2026-03-01T10:00:00Z");

  private static final int ELEMENTS = 100;

  private final ScriptedParser parser = new ScriptedParser();
  private TestDatabase test;
  private Ids ids;
  private ChannelAccount account;
  private PostgresWebhookInbox inbox;
  private InboxAppender appender;
  private List<WebhookProcessor> processors;

  @BeforeEach
  void start() {
    test = TestDatabase.create();
    var database = test.system();
    ids = test.ids();
    inbox = new PostgresWebhookInbox(database);
    account = account();
    processors = List.of(processor(), processor());
    appender =
        new InboxAppender(
            inbox,
            ids,
            Clock.systemUTC(),
            () -> processors.forEach(WebhookProcessor::wake),
            InboxAppender.Limits.DEFAULT);
    appender.start();
  }

  @AfterEach
  void stop() {
    appender.close();
    processors.forEach(WebhookProcessor::close);
    test.close();
  }

  @Test
  void theSameEventFiftyTimesAtOnceIsOneMessage() throws Exception {
    var line = written("m_1", "hello");
    processors.forEach(WebhookProcessor::start);

    post(java.util.Collections.nCopies(50, line));

    settled();
    assertThat(count("webhook_inbox")).isEqualTo(50);
    assertThat(count("message")).isEqualTo(1);
    assertThat(count("conversation where unread_count = 1 and assignee_id is not null"))
        .isEqualTo(1);
    assertThat(count("stream_event where type = 'new_message'")).isEqualTo(1);
    assertThat(count("assignment_decision")).isEqualTo(1);
  }

  @Test
  void firstMessagesOfANewContactAtOnceMakeOneConversation() throws Exception {
    for (int round = 0; round < 10; round++) {
      var customer = "customer-" + round;
      var first = written(customer, "a" + round, "one");
      var second = written(customer, "b" + round, "two");
      if (round == 0) {
        processors.forEach(WebhookProcessor::start);
      }
      post(List.of(first, second));
    }

    settled();
    assertThat(count("contact")).isEqualTo(10);
    assertThat(count("conversation where unread_count = 2")).isEqualTo(10);
    assertThat(count("message")).isEqualTo(20);
    assertThat(count("outbox where kind = 'PROFILE'")).isEqualTo(10);
    assertThat(count("parked_event")).isZero();
  }

  @Test
  void ofOneNodeNoPostOvertakesAnother() throws Exception {
    var taken = new CompletableFuture<Void>();
    var goOn = new CompletableFuture<Void>();
    var process =
        process(
            (body, at) -> {
              waitOnce(taken, goOn);
              return parser.parse(body, at);
            },
            _ -> "{}");
    post(List.of(written("m_1", "one")));

    handleTwo(process, taken, goOn);

    assertThat(inOrderOfIds()).contains("m_1 m_2");
  }

  @Test
  void norWhatOneHasClaimedAndGivesBackBecauseItDoesNotFit() throws Exception {
    var taken = new CompletableFuture<Void>();
    var goOn = new CompletableFuture<Void>();
    var process =
        process(
            parser,
            _ -> {
              waitOnce(taken, goOn);
              return "{}";
            });
    var full = IntStream.range(0, ELEMENTS).mapToObj(i -> written("another", "m_0", "zero"));
    appender.append("/webhook", ScriptedParser.post(full.toArray(String[]::new)));
    post(List.of(written("m_1", "one")));

    handleTwo(process, taken, goOn);
    while (process.handle()) {
      // to the end
    }

    assertThat(inOrderOfIds()).contains("m_0 m_1 m_2");
  }

  private static void waitOnce(CompletableFuture<Void> here, CompletableFuture<Void> goOn) {
    if (here.complete(null)) {
      goOn.join();
    }
  }

  /** One batch, in the middle of which a post is acknowledged and a second thread begins. */
  private void handleTwo(
      ProcessWebhooks process, CompletableFuture<Void> here, CompletableFuture<Void> goOn)
      throws Exception {
    var first = Thread.ofPlatform().start(process::handle);
    here.join();
    post(List.of(written("m_2", "two")));
    var second = Thread.ofPlatform().start(process::handle);
    await()
        .until(
            () ->
                second.getState() == State.TIMED_WAITING
                    || !second.isAlive()
                    || test.somebodyWaits());
    goOn.complete(null);
    first.join();
    second.join();
  }

  private Optional<String> inOrderOfIds() {
    return test.system()
        .read(
            c ->
                Sql.one(
                    c,
                    "select string_agg(external_id, ' ' order by id) from message",
                    row -> row.getString(1)));
  }

  private void post(List<String> lines) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var posts = new ArrayList<Callable<Void>>();
      for (var line : lines) {
        posts.add(
            () -> {
              appender.append("/webhook", ScriptedParser.post(line));
              return null;
            });
      }
      for (var done : threads.invokeAll(posts)) {
        done.get();
      }
    }
  }

  private void settled() {
    await().atMost(Duration.ofSeconds(20)).until(() -> inbox.oldestPending().isEmpty());
  }

  private String written(String mid, String text) {
    return written("customer", mid, text);
  }

  private String written(String customer, String mid, String text) {
    return parser.line(
        account.key(),
        customer,
        SENT,
        new InboundContent.Written(mid, text, List.of(), Optional.empty(), Map.of(), false));
  }

  private ChannelAccount account() {
    var world = new PostgresWorld(test);
    var company = world.company();
    world.agent(company, AConversation.agent(ids.next(), SENT));
    return test.system()
        .inTransaction(
            () ->
                accounts()
                    .add(AChannelAccount.page(company, ids.next(), "page"), "token")
                    .orElseThrow());
  }

  private HibernateChannelAccounts accounts() {
    return new HibernateChannelAccounts(
        test.system(), new AesGcmSecrets(List.of(new byte[32])), Clock.systemUTC());
  }

  private WebhookProcessor processor() {
    return new WebhookProcessor(process(parser, _ -> "{}"), 1, Duration.ofMillis(50));
  }

  private ProcessWebhooks process(WebhookParser parser, Function<Object, String> json) {
    var database = test.system();
    var early = new PostgresEarlyEffects(database);
    var apply =
        new ApplyInbound(
            new ApplyInbound.Ports(
                accounts(),
                new PostgresChannelHealth(database),
                new PostgresContacts(database, ids),
                new PostgresConversations(database),
                new PostgresMessages(database),
                _ -> new OwnEchoes.Settled(Set.of(), List.of()),
                early,
                new PostgresChannelEvents(database),
                new PostgresOutbox(database, _ -> {}),
                new PostgresStreams(database, json::apply, (_, _) -> {}, Clock.systemUTC())),
            new AssignConversations(
                new PostgresRoster(database), new PostgresDecisions(database), ids),
            parser,
            ids);
    return new ProcessWebhooks(
        new RetryingTransactions(database, 5),
        inbox,
        parser,
        apply,
        early,
        new PostgresParkedEvents(database),
        ids,
        Clock.systemUTC(),
        new ProcessWebhooks.Limits(3, ELEMENTS, 1 << 20));
  }

  private int count(String from) {
    return test.system()
        .read(c -> Sql.one(c, "select count(*) from " + from, row -> row.getInt(1)))
        .orElseThrow();
  }
}
