package dev.switchboard.application.ingest;

import dev.switchboard.application.Contention;
import dev.switchboard.application.Ids;
import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.ingest.apply.ApplyInbound;
import dev.switchboard.domain.inbound.Inbound;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in posts that wait, oldest first, one unit of work a batch. What cannot be taken in is
 * parked, element by element; nothing is dropped, and one bad element stops no other. What somebody
 * holds is left for later, with all that comes after it in a conversation. Thread-safe; several may
 * run at once, here and on other nodes. Of one node none overtakes another in a conversation,
 * unless that one fails; what two nodes take in at once comes in the order in which they lock the
 * conversation.
 */
public final class ProcessWebhooks {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessWebhooks.class);

  /**
   * @param posts in one unit of work
   * @param elements after which no further post is added
   * @param bytes after which no further post is added
   */
  public record Limits(int posts, int elements, long bytes) {
    public static final Limits DEFAULT = new Limits(500, 2_000, 1L << 20);
  }

  /** So many are asked for at least, however few the last batch had room for. */
  private static final int FEW = 64;

  /**
   * @param more whether others may wait that nobody has looked at
   */
  private record Taken(int posts, boolean more) {
    static final Taken NONE = new Taken(0, false);

    /** Given back, and others may be taken in its place. */
    static final Taken BACK = new Taken(1, true);
  }

  private final Transactions transactions;
  private final WebhookInbox inbox;
  private final WebhookParser parser;
  private final ApplyInbound apply;
  private final RipeEffects ripe;
  private final Trials trials;
  private final Parking parking;
  private final Clock clock;
  private final Limits limits;
  private volatile int reach; // posts worth asking for: asking locks them and reads their bodies
  private final AtomicBoolean givenBack = new AtomicBoolean(); // by one who failed
  private final Entrance entrance = new Entrance();
  private final HeldChats held;

  public ProcessWebhooks(
      Transactions transactions,
      WebhookInbox inbox,
      WebhookParser parser,
      ApplyInbound apply,
      EarlyEffects early,
      ParkedEvents parked,
      Ids ids,
      Clock clock,
      Limits limits) {
    this.transactions = transactions;
    this.inbox = inbox;
    this.parser = parser;
    this.apply = apply;
    this.ripe = new RipeEffects(transactions, early, parser, apply, clock, limits);
    this.trials = new Trials(transactions, apply, clock);
    this.parking = new Parking(parked, ids);
    this.clock = clock;
    this.limits = limits;
    this.reach = limits.posts();
    this.held = new HeldChats(transactions, inbox);
  }

  /**
   * One batch.
   *
   * @return whether more may wait: false where it took all that there was and nobody who held some
   *     has given them back
   * @throws StorageUnavailable nothing is lost; try again later
   * @throws Contention likewise
   */
  public boolean handle() {
    Taken taken;
    try {
      held.look();
      taken = handle(Math.min(limits.posts(), reach));
    } catch (RuntimeException | Error e) {
      givenBack.set(true);
      throw e;
    }
    reach = Math.max(FEW, 2 * taken.posts());
    return taken.posts() > 0 && (givenBack.getAndSet(false) || taken.more());
  }

  /** Halves what it takes until the failure stands alone. */
  private Taken handle(int posts) {
    var tried = new HashSet<Chat>();
    try {
      var taken =
          transactions.inTransactionWithoutWaitingAgain(() -> batch(posts, Set.of(), tried));
      if (taken.posts() > 0) {
        LOG.debug("webhooks taken in: {}", taken.posts());
      }
      return taken;
    } catch (Entrance.Overtaken _) {
      return Taken.BACK;
    } catch (StorageUnavailable e) {
      throw e;
    } catch (Contention e) {
      return aside(posts, tried, e);
    } catch (RuntimeException e) {
      LOG.warn("a batch of {} posts at most failed; looking for the reason", posts, e);
      return posts > 1 ? handle(posts / 2) : isolate();
    } finally {
      entrance.leave();
    }
  }

  /** What somebody holds is left for later, so that the others go on. */
  private Taken aside(int posts, Set<Chat> tried, Contention e) {
    entrance.turnBack();
    if (!e.waited() || tried.isEmpty()) {
      throw e;
    }
    if (!held.find(tried)) {
      if (posts > 1) {
        return handle(posts / 2);
      }
      held.assume(tried);
    }
    return Taken.BACK;
  }

  /**
   * @param poison raw texts of elements that are known to fail
   * @param tried is told which conversations it is about
   */
  private Taken batch(int limit, Set<String> poison, Set<Chat> tried) {
    tried.clear();
    var turned = entrance.enter();
    try {
      return batch(limit, poison, tried, turned, clock.instant());
    } catch (RuntimeException | Error e) {
      entrance.turnBack();
      throw e;
    } finally {
      entrance.leave();
    }
  }

  /** Leaves the entrance as soon as nobody can overtake it any more in a conversation. */
  private Taken batch(int limit, Set<String> poison, Set<Chat> tried, long turned, Instant now) {
    var claimed = inbox.claim(limit, limits.bytes(), held.posts());
    if (claimed.isEmpty()) {
      return Taken.NONE;
    }
    var all = open(claimed);
    var opened = held.free(all);
    opened.forEach(one -> tried.addAll(one.chats()));
    var sound =
        opened.stream()
            .flatMap(OpenedPost::inbound)
            .filter(i -> !poison.contains(i.raw()))
            .toList();
    var unknown = apply.handle(sound, now, entrance::leave);
    parking.park(
        opened.stream()
            .flatMap(one -> parking.events(one.post(), one.elements(), unknown, poison, now))
            .toList());
    inbox.processed(opened.stream().map(OpenedPost::post).toList(), now);
    transactions.beforeCommit(() -> entrance.check(turned));
    return new Taken(all.size(), all.size() < claimed.size() || full(claimed, limit));
  }

  private boolean full(List<RawPost> claimed, int limit) {
    return claimed.size() == limit
        || claimed.stream().mapToLong(post -> post.body().length).sum() >= limits.bytes();
  }

  private List<OpenedPost> open(List<RawPost> posts) {
    var opened = new ArrayList<OpenedPost>();
    var elements = 0;
    for (var post : posts) {
      var one = new OpenedPost(post, parser.parse(post.body(), post.receivedAt()));
      elements += one.elements().size();
      if (!opened.isEmpty() && elements > limits.elements()) {
        break; // given back with the commit
      }
      opened.add(one);
    }
    return opened;
  }

  /** Tries each element of the oldest post by itself, then takes in all that work. */
  private Taken isolate() {
    var oldest =
        transactions.inTransaction(
            () -> open(inbox.claim(1, limits.bytes(), held.posts())).stream().findFirst());
    if (oldest.isEmpty()) {
      return Taken.NONE;
    }
    var poison = new HashSet<String>();
    oldest.get().inbound().filter(trials::fails).map(Inbound::raw).forEach(poison::add);
    try {
      return transactions.inTransaction(() -> batch(1, poison, new HashSet<>()));
    } catch (StorageUnavailable | Contention e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("a post fails though each of its elements works; all of them are parked", e);
      oldest.get().inbound().map(Inbound::raw).forEach(poison::add);
      return transactions.inTransaction(() -> batch(1, poison, new HashSet<>()));
    }
  }

  /** Applies effects whose message came by another way than through here. */
  public int settleEarlyEffects() {
    return ripe.settle();
  }
}
