package dev.switchboard.application.stream;

import dev.switchboard.application.Json;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.SessionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every open socket of this node, for which the hub must be subscribed to the cluster's bus. Each
 * gets what its user may see at the moment of delivery, in the order of the company's stream, each
 * frame naming the one before it; a socket that cannot keep up is closed and never skipped.
 * Thread-safe; no thread is kept for a socket.
 */
public final class Hub implements HubHints, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int MAX_RECONNECT_MS = 15_000;

  private final HubContext context;
  private final Map<CompanyId, CompanyTail> tails = new ConcurrentHashMap<>();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("hub-timer").factory());
  private volatile boolean stopping;
  private volatile String epoch; // null until somebody connects

  public Hub(
      StreamReader reader,
      LivePermissions permissions,
      Conversations conversations,
      Json json,
      Clock clock,
      HubLimits limits,
      Cluster cluster) {
    this.context =
        new HubContext(
            reader,
            permissions,
            conversations,
            json,
            clock,
            limits,
            cluster,
            this::execute,
            new Backlog(limits.backlog(), this::execute));
  }

  private void execute(Runnable work) {
    if (!executor.isShutdown()) {
      executor.execute(work);
    }
  }

  /** Once. From here on, lost hints are found, expired sessions closed and heartbeats sent. */
  public Hub start() {
    each(TICK, CompanyTail::tick);
    each(context.limits().revalidate(), CompanyTail::revalidate);
    each(context.limits().heartbeat(), tail -> tail.ping(System.nanoTime()));
    every(context.limits().poll(), () -> inBackground(this::poll));
    return this;
  }

  /**
   * Greets the socket and sends it everything from now on.
   *
   * @param expiresAt when the proof it came with ends, and the connection with it
   * @throws dev.switchboard.application.StorageUnavailable the stream cannot be read: refuse
   */
  public Subscription connect(Caller caller, Optional<Instant> expiresAt, Socket socket) {
    var connection = Long.toHexString(ThreadLocalRandom.current().nextLong());
    while (true) {
      var tail = tails.computeIfAbsent(caller.company(), this::newTail);
      var subscription =
          new Subscription(tail, context, caller, expiresAt, connection, epoch(), socket);
      if (stopping) {
        subscription.refuse(CloseCode.RESTART);
        return subscription;
      }
      if (tail.join(subscription)) {
        subscription.recheck();
        return subscription;
      }
      tails.remove(caller.company(), tail);
    }
  }

  private CompanyTail newTail(CompanyId company) {
    return new CompanyTail(company, context, tail -> tails.remove(company, tail));
  }

  private String epoch() {
    if (epoch == null) {
      epoch = context.reader().epoch();
    }
    return epoch;
  }

  @Override
  public void reached(CompanyId company, long seq) {
    var tail = tails.get(company);
    if (tail != null) {
      tail.reached(seq);
    }
  }

  @Override
  public void attendanceChanged(CompanyId company) {
    var tail = tails.get(company);
    if (tail != null) {
      tail.attendanceChanged();
    }
  }

  @Override
  public void typing(CompanyId company, SessionId by, ConversationId chat) {
    var tail = tails.get(company);
    if (tail != null) {
      inBackground(() -> tail.typing(by, chat));
    }
  }

  /**
   * Looks at the heads of all streams that somebody watches. Where the database turns out to be
   * another one than before, everybody is sent to begin anew.
   */
  public void poll() {
    if (tails.isEmpty()) {
      return;
    }
    var now = context.reader().epoch();
    if (now.equals(epoch)) {
      var heads = context.reader().heads(tails.keySet());
      tails.forEach((company, tail) -> tail.looked(heads.getOrDefault(company, 0L)));
    } else {
      epoch = now;
      tails.values().forEach(tail -> tail.closeWhere(_ -> true, CloseCode.RESTART));
    }
  }

  /** Bytes that wait for all sockets. */
  long backlog() {
    return context.backlog().used();
  }

  /** Open sockets. */
  public int connections() {
    return tails.values().stream().mapToInt(tail -> tail.subscriptions().size()).sum();
  }

  /**
   * Tells every client to come back, spread over 15 s so that they do not come all at once, and
   * closes behind what each still has to get. Newcomers are sent away. Returns at once.
   */
  public void shutdown() {
    stopping = true;
    for (var tail : tails.values()) {
      tail.subscriptions()
          .forEach(
              each -> each.reconnect(ThreadLocalRandom.current().nextInt(MAX_RECONNECT_MS + 1)));
    }
  }

  /** Ends the hub's threads; what is still open is left to the server. */
  @Override
  public void close() {
    stopping = true;
    timer.shutdownNow();
    executor.shutdownNow();
  }

  private void each(Duration period, Consumer<CompanyTail> work) {
    every(period, () -> tails.values().forEach(tail -> inBackground(() -> work.accept(tail))));
  }

  private void inBackground(Runnable work) {
    execute(() -> safely(work));
  }

  private void every(Duration period, Runnable turn) {
    timer.scheduleWithFixedDelay(
        () -> safely(turn), // what is thrown, for want of a thread perhaps, would be its last turn
        period.toMillis(),
        period.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private static void safely(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      LOG.warn("the hub's housekeeping failed; it is tried again", e);
    }
  }
}
