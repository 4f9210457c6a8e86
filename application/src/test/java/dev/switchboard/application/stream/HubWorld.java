package dev.switchboard.application.stream;

import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.Json;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.InMemoryCallers;
import dev.switchboard.application.account.SessionRevocations;
import dev.switchboard.application.conversation.AConversation;
import dev.switchboard.application.conversation.InMemoryConversations;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.contact.ContactId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.stream.Audience;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** A company with a hub over in-memory storage. */
public final class HubWorld implements AutoCloseable {
  public record Text(String text) {}

  public static final CompanyId COMPANY = new CompanyId(1);
  public static final HubLimits LIMITS =
      new HubLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofHours(24),
          600,
          Duration.ofSeconds(5),
          64L << 20,
          3,
          12);

  public final InMemoryTransactions transactions = new InMemoryTransactions();
  public final InMemoryCallers callers = new InMemoryCallers();
  public final InMemoryConversations conversations = new InMemoryConversations(transactions);
  public final AtomicReference<Instant> now = new AtomicReference<>(AConversation.NOON);
  public final Clock clock = clock(now::get);
  public final LocalBus bus = new LocalBus();
  public final InMemoryStreams streams;
  public final Hub hub;

  HubWorld() {
    this(new PlainJson());
  }

  public HubWorld(Json json) {
    streams =
        new InMemoryStreams(
            transactions,
            json,
            bus,
            clock,
            (company, id) -> conversations.find(company, id).flatMap(found -> found.assignee()));
    hub = hub(json, Cluster.alone(bus));
  }

  /** Another one, for sockets that answer pings. */
  public Hub hub(Json json, Duration heartbeat) {
    var limits =
        new HubLimits(
            LIMITS.poll(),
            heartbeat,
            LIMITS.revalidate(),
            LIMITS.presenceGrace(),
            LIMITS.resumeWindow(),
            LIMITS.resumeFrames(),
            LIMITS.stall(),
            LIMITS.backlog(),
            LIMITS.socketsPerUser(),
            LIMITS.socketsPerCompany());
    return hub(json, limits, Cluster.alone(bus));
  }

  private Hub hub(Json json, Cluster cluster) {
    return hub(json, LIMITS, cluster);
  }

  private Hub hub(Json json, HubLimits limits, Cluster cluster) {
    var permissions = LivePermissions.of(callers, clock);
    var made = new Hub(streams, permissions, conversations, json, clock, limits, cluster);
    cluster.bus().subscribe(made);
    return made;
  }

  /** The sockets of a node; the world's own hub belongs to none. */
  Hub node(Attendance attendance) {
    return hub(new PlainJson(), new Cluster(bus, attendance));
  }

  private static Clock clock(InstantSource source) {
    return new Clock() {
      @Override
      public Instant instant() {
        return source.instant();
      }

      @Override
      public java.time.ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        throw new UnsupportedOperationException();
      }
    };
  }

  public void passes(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  public Caller agent(long user) {
    return signIn(user, Permission.CHAT_VIEW_ASSIGNED);
  }

  public Caller manager(long user) {
    return signIn(user, Permission.CHAT_VIEW_ALL);
  }

  public Caller signIn(long user, Permission... permissions) {
    var caller =
        new Caller(
            COMPANY,
            new UserId(user),
            new SessionId(user),
            "user " + user,
            "user@example.test",
            false,
            Set.of(permissions));
    callers.signIn(caller);
    return caller;
  }

  TestClient client(Caller caller) {
    return new TestClient(hub, caller);
  }

  public ConversationId conversation(long id, Caller agent) {
    transactions.inTransaction(
        () ->
            conversations.beginOrLock(
                List.of(
                    AConversation.of(
                        COMPANY, id, new ChannelAccountId(1), new ContactId(id), now.get()))));
    var conversation = new ConversationId(id);
    assign(conversation, agent);
    return conversation;
  }

  public void assign(ConversationId id, Caller agent) {
    transactions.inTransaction(
        () ->
            conversations.update(
                List.of(
                    conversations
                        .find(COMPANY, id)
                        .orElseThrow()
                        .assignTo(agent.user(), now.get()))));
  }

  /** On this node or on another: what is told is the same. */
  public void end(Caller caller) {
    callers.end(caller.session());
    transactions.inTransaction(
        () -> revocations().revoked(caller.company(), List.of(caller.session())));
  }

  SessionRevocations revocations() {
    return new StreamedRevocations(streams);
  }

  /** Something happens in a conversation. */
  public void message(ConversationId conversation) {
    append(new Audience.Viewers(conversation));
  }

  public void append(Audience audience) {
    append(audience, "hi");
  }

  public void append(Audience audience, String text) {
    transactions.inTransaction(
        () ->
            streams.append(
                List.of(new StreamEvent(COMPANY, audience, "new_message", new Text(text)))));
  }

  @Override
  public void close() {
    hub.close();
  }

  TestClient connected(Caller caller) {
    var client = client(caller);
    client.connect();
    return client;
  }
}
