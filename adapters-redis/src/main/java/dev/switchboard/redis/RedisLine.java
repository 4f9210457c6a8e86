package dev.switchboard.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one Redis, which may be away at any time, from the start on. A thread of its own
 * connects, looks now and then whether it is answered, and connects anew; while it is not answered
 * nobody else asks. So a Redis that hangs is waited for by a few, once, and not by every request.
 * Thread-safe.
 */
final class RedisLine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLine.class);
  private static final int FAILURES = 3;

  private final RedisAddress address;
  private final Patience patience;
  private final String channel;
  private final RedisPubSubAdapter<String, String> ear;
  private final ScheduledExecutorService tender =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("redis-line").factory());
  private final AtomicInteger failuresInARow = new AtomicInteger();
  private final LongAdder failures = new LongAdder();
  private volatile Connections connections; // null until there are any; written by the tender
  private volatile RedisClient client; // null until the tender needs it
  private volatile boolean answered;
  private Optional<Boolean> said = Optional.empty(); // of the tender: whether it answers
  private long silentSince; // of the tender, on the clock of System.nanoTime

  /**
   * @param channel whose messages {@code ear} is told, on a thread that must not wait
   */
  RedisLine(RedisAddress address, Patience patience, String channel, Consumer<String> ear) {
    this.address = address;
    this.patience = patience;
    this.channel = channel;
    this.ear =
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String from, String message) {
            ear.accept(message);
          }
        };
  }

  /** Once. Does not wait: whoever starts has other things to do than to load a client. */
  RedisLine start() {
    silentSince = System.nanoTime();
    tender.scheduleWithFixedDelay(
        this::tend, 0, patience.pause().toMillis(), TimeUnit.MILLISECONDS);
    return this;
  }

  /** Whether Redis answers, as far as is known. */
  boolean up() {
    return answered;
  }

  /** Whether there is a connection, be it one that is silent. */
  boolean connected() {
    return connections != null;
  }

  /** Questions that were not answered, or not in time. */
  long failures() {
    return failures.sum();
  }

  /** For what needs no answer; empty while nobody answers. */
  Optional<RedisAsyncCommands<String, String>> commands() {
    var now = connections;
    return answered && now != null && now.open() ? Optional.of(now.commands()) : Optional.empty();
  }

  /** Waits a moment for the answer; empty where none comes. */
  <T> Optional<T> ask(Function<RedisAsyncCommands<String, String>, CompletionStage<T>> question) {
    return commands().flatMap(commands -> ask(question, commands));
  }

  private <T> Optional<T> ask(
      Function<RedisAsyncCommands<String, String>, CompletionStage<T>> question,
      RedisAsyncCommands<String, String> commands) {
    try {
      var answer = await(question.apply(commands), patience.answer());
      failuresInARow.set(0);
      return Optional.ofNullable(answer);
    } catch (Unanswered e) {
      failures.increment();
      if (e.getCause() instanceof RedisCommandExecutionException) {
        failuresInARow.set(0); // a refusal costs nobody any time
      } else if (failuresInARow.incrementAndGet() >= FAILURES) {
        answered = false;
      }
      LOG.debug("redis did not answer", e);
      return Optional.empty();
    }
  }

  private static <T> T await(CompletionStage<T> answer, Duration patience) throws Unanswered {
    var future = answer.toCompletableFuture();
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw new Unanswered(e);
    } catch (ExecutionException e) {
      throw new Unanswered(e.getCause());
    } catch (CancellationException e) {
      throw new Unanswered(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unanswered(e);
    }
  }

  private void tend() {
    try {
      if (connections == null || !connections.open()) {
        reconnect();
      }
      await(connections.commands().ping(), patience.answer());
      await(connections.ear().async().ping(), patience.answer());
      answers();
    } catch (Unanswered e) {
      missed(e.getCause());
    } catch (RuntimeException | Error e) { // what is thrown ends the tending for ever
      giveUpIfSilent();
      doesNotAnswer(e);
    }
  }

  private void reconnect() {
    giveUp();
    if (client == null) {
      client = Connections.client(address, patience);
    }
    connections = Connections.open(client, channel, ear);
    silentSince = System.nanoTime();
  }

  private void answers() {
    silentSince = System.nanoTime();
    failuresInARow.set(0);
    answered = true;
    if (!said.equals(Optional.of(true))) {
      said = Optional.of(true);
      LOG.info("{} answers", address);
    }
  }

  /** Counts as anybody's: after one late answer companies must not begin quotas on each node. */
  private void missed(Throwable why) {
    giveUpIfSilent();
    boolean gone = connections == null || !connections.open();
    if (failuresInARow.incrementAndGet() >= FAILURES || gone || !answered) {
      doesNotAnswer(why);
    }
  }

  private void doesNotAnswer(Throwable why) {
    answered = false;
    if (!said.equals(Optional.of(false)) && !tender.isShutdown()) {
      said = Optional.of(false);
      LOG.warn(
          "{} does not answer, each node goes on for itself meanwhile: {}", address, root(why));
    }
  }

  private static String root(Throwable failure) {
    var root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    var name = root.getClass().getSimpleName();
    return root.getMessage() == null ? name : name + " " + root.getMessage();
  }

  private void giveUpIfSilent() {
    if (System.nanoTime() - silentSince > patience.silence().toNanos()) {
      giveUp();
    }
  }

  private void giveUp() {
    var old = connections;
    connections = null;
    if (old != null) {
      old.close();
    }
  }

  @Override
  public void close() {
    tender.shutdownNow();
    answered = false;
    try {
      tender.awaitTermination(patience.connect().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    connections = null;
    if (client != null) {
      Connections.close(client, patience); // and with it what is open
    }
  }

  /** No answer, or none in time; the cause says why. */
  private static final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;

    Unanswered(Throwable cause) {
      super(cause);
    }
  }
}
