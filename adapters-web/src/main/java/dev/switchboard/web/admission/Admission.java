package dev.switchboard.web.admission;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which request is worked on, which waits and which is refused, by its {@link Work}. Three
 * queues, so that none waits for what fills another: platforms' posts, passwords, and all the rest.
 * Where platforms' posts have to wait the rest gives way, reports first. Thread-safe.
 */
public final class Admission {
  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
  private static final long BETWEEN_LINES = TimeUnit.SECONDS.toNanos(10);
  private static final Duration HURRY = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration HASHING_PATIENCE = Duration.ofSeconds(10);
  private static final Duration HOOK_PATIENCE = Duration.ofSeconds(4); // platforms give up after 5

  /**
   * How many may be worked on at once, and wait.
   *
   * @param people requests of people, but for those that hash a password
   * @param passwords those
   * @param hooks platforms' posts; they share their commits, so many together cost little
   * @param waiting in each queue
   * @param bodies bytes of requests' bodies at once, those of platforms' posts counted apart
   * @param answers bytes of large answers at once
   */
  public record Limits(
      int people, int passwords, int hooks, int waiting, long bodies, long answers) {
    private static final int HOOKS = 1_024;
    private static final long HEAP_OF_ONE = 128 * 1024;
    private static final int BODIES_SHARE = 16;
    private static final int ANSWERS_SHARE = 8;
    private static final int LEAST_WAITING = 256;
    private static final int MOST_WAITING = 8_192;

    /**
     * What suits a machine.
     *
     * @param connections to the database that requests of people have
     * @param heap bytes
     */
    public static Limits of(int connections, long heap) {
      return new Limits(
          connections + Runtime.getRuntime().availableProcessors(),
          Math.max(2, connections / 4),
          HOOKS,
          Math.clamp(heap / HEAP_OF_ONE, LEAST_WAITING, MOST_WAITING),
          heap / BODIES_SHARE,
          heap / ANSWERS_SHARE);
    }
  }

  /** Each with its own places. */
  public enum Queue {
    HOOKS,
    PASSWORDS,
    PEOPLE
  }

  /** A place that is held until it is given back; more than once does no harm. */
  @FunctionalInterface
  public interface Place {
    void giveBack();
  }

  private final Map<Queue, Gate> gates = new EnumMap<>(Queue.class);
  private final Map<Work, LongAdder> admitted = new EnumMap<>(Work.class);
  private final Map<Work, LongAdder> refused = new EnumMap<>(Work.class);
  private final LongSupplier nanoTime;
  private final AtomicLong nextLine;
  private volatile Backlog posts;
  private final LongAdder sinceLine = new LongAdder();

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  Admission(Limits limits, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.nextLine = new AtomicLong(nanoTime.getAsLong());
    this.posts = new Backlog(() -> Duration.ZERO, nanoTime);
    int people = limits.people();
    gates.put(Queue.HOOKS, gate(List.of(limits.hooks()), limits, HOOK_PATIENCE));
    gates.put(Queue.PASSWORDS, gate(List.of(limits.passwords()), limits, HASHING_PATIENCE));
    gates.put(
        Queue.PEOPLE,
        gate(
            List.of(people, Math.max(1, people * 3 / 4), Math.max(1, people / 4)),
            limits,
            PATIENCE));
    for (var work : Work.values()) {
      admitted.put(work, new LongAdder());
      refused.put(work, new LongAdder());
    }
  }

  private Gate gate(List<Integer> places, Limits limits, Duration patience) {
    return new Gate(
        new Gate.Limits(places, limits.waiting(), patience, HURRY, Overdue.OLD, Overdue.TOO_LONG),
        nanoTime);
  }

  /**
   * Gives way to what goes before people's requests in no queue of these, too.
   *
   * @param oldest how long the oldest such post has waited, zero where none does; asked often
   */
  public void giveWayTo(Supplier<Duration> oldest) {
    posts = new Backlog(oldest, nanoTime);
  }

  /**
   * Refuses what would be refused anyway; for a request whose body has not been read yet.
   *
   * @throws TurnedAway come back later
   */
  void look(Work work) {
    if (work != Work.VITAL && (givesWay(work) || gate(work).refuses(rank(work)))) {
      throw away(work);
    }
  }

  /**
   * Waits for a place.
   *
   * @throws TurnedAway there was none in time
   */
  public Place enter(Work work) {
    if (work == Work.VITAL) {
      return () -> {};
    }
    if (givesWay(work)) {
      throw away(work);
    }
    var gate = gate(work);
    try {
      var turn = gate.enter(rank(work));
      admitted.get(work).increment();
      return () -> gate.leave(turn);
    } catch (TurnedAway _) {
      throw away(work);
    }
  }

  /** For a refusal by another bound than these queues; to be thrown. */
  TurnedAway away(Work work) {
    refused.get(work).increment();
    sinceLine.increment();
    long now = nanoTime.getAsLong();
    long due = nextLine.get();
    if (now >= due && nextLine.compareAndSet(due, now + BETWEEN_LINES)) {
      LOG.warn(
          "overloaded: {} requests refused since the last such line; how many of which kind say"
              + " the figures",
          sinceLine.sumThenReset());
    }
    return new TurnedAway();
  }

  /** Posts that wait push reports aside; posts that wait long, lists; refused posts, all. */
  private boolean givesWay(Work work) {
    if (work.compareTo(Work.WRITE) < 0) {
      return false;
    }
    if (posts.presses(work)) {
      return true;
    }
    var hooks = gates.get(Queue.HOOKS);
    return switch (work) {
      case REPORT -> hooks.waiting() > 0;
      case LIST -> hooks.waiting() > 0 && hooks.age().compareTo(Overdue.OLD) > 0;
      default -> hooks.waiting() > 0 && hooks.presses();
    };
  }

  private Gate gate(Work work) {
    return gates.get(
        switch (work) {
          case HOOK -> Queue.HOOKS;
          case PASSWORD -> Queue.PASSWORDS;
          default -> Queue.PEOPLE;
        });
  }

  private static int rank(Work work) {
    return Math.max(0, work.ordinal() - Work.WRITE.ordinal());
  }

  /** How many were let in so far. */
  public long admitted(Work work) {
    return admitted.get(work).sum();
  }

  /** How many were refused so far. */
  public long refused(Work work) {
    return refused.get(work).sum();
  }

  /** How long the first of a queue has waited; with platforms' posts those that came past it. */
  public Duration age(Queue queue) {
    var age = gates.get(queue).age();
    var past = queue == Queue.HOOKS ? posts.age() : Duration.ZERO;
    return past.compareTo(age) > 0 ? past : age;
  }

  /** How many wait. */
  public int waiting(Queue queue) {
    return gates.get(queue).waiting();
  }
}
