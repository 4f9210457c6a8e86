package dev.switchboard.application.ingest;

import dev.switchboard.application.Contention;
import dev.switchboard.application.Ids;
import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.ingest.WebhookParser.Element;
import dev.switchboard.application.ingest.apply.ApplyInbound;
import dev.switchboard.domain.inbound.Inbound;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in posts that wait, oldest first, one unit of work a batch. What cannot be taken in is
 * parked, element by element; nothing is dropped, and one bad element stops no other. Thread-safe;
 * several may run at once, here and on other nodes. Of one node none overtakes another in a
 * conversation, unless that one fails; what two nodes take in at once comes in the order in which
 * they lock the conversation.
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

  private record Opened(RawPost post, List<Element> elements) {}

  /**
   * @param more whether others may wait that nobody has looked at
   * @param whole whether all that was claimed was taken
   */
  private record Taken(int posts, boolean more, boolean whole) {
    static final Taken NONE = new Taken(0, false, true);
  }

  private final Transactions transactions;
  private final WebhookInbox inbox;
  private final WebhookParser parser;
  private final ApplyInbound apply;
  private final RipeEffects ripe;
  private final Parking parking;
  private final Clock clock;
  private final Limits limits;
  private final Portion portion;
  private final AtomicBoolean givenBack = new AtomicBoolean(); // by one who failed
  private final Entrance entrance = new Entrance();

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
    this.parking = new Parking(parked, ids);
    this.clock = clock;
    this.limits = limits;
    this.portion = new Portion(limits.posts());
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
    int asked = portion.posts();
    Taken taken;
    try {
      taken = handle(asked);
    } catch (RuntimeException | Error e) {
      givenBack.set(true);
      throw e;
    } finally {
      entrance.leave();
    }
    portion.taken(asked, taken.posts(), taken.whole());
    return taken.posts() > 0 && (givenBack.getAndSet(false) || taken.more());
  }

  /** Halves what it takes until the failure stands alone. */
  private Taken handle(int posts) {
    try {
      var taken = transactions.inTransaction(() -> batch(posts, Set.of()));
      if (taken.posts() > 0) {
        LOG.debug("webhooks taken in: {}", taken.posts());
      }
      return taken;
    } catch (StorageUnavailable | Contention e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("a batch of {} posts at most failed; looking for the reason", posts, e);
      return posts > 1 ? handle(posts / 2) : isolate();
    }
  }

  /**
   * @param poison raw texts of elements that are known to fail
   */
  private Taken batch(int limit, Set<String> poison) {
    entrance.enter();
    var now = clock.instant();
    var claimed = inbox.claim(limit, limits.bytes());
    if (claimed.isEmpty()) {
      return Taken.NONE;
    }
    var opened = open(claimed);
    var sound =
        opened.stream()
            .flatMap(one -> inbound(one.elements()))
            .filter(i -> !poison.contains(i.raw()))
            .toList();
    var whole = opened.size() == claimed.size() && !fillsBytes(claimed);
    // nobody may overtake what is given back with the commit
    var unknown = apply.handle(sound, now, whole ? entrance::leave : () -> {});
    parking.park(
        opened.stream()
            .flatMap(one -> parking.events(one.post(), one.elements(), unknown, poison, now))
            .toList());
    inbox.processed(opened.stream().map(Opened::post).toList(), now);
    return new Taken(opened.size(), !whole || claimed.size() == limit, whole);
  }

  /** Others may have been claimed that did not fit. */
  private boolean fillsBytes(List<RawPost> claimed) {
    return claimed.stream().mapToLong(post -> post.body().length).sum() >= limits.bytes();
  }

  private List<Opened> open(List<RawPost> posts) {
    var opened = new ArrayList<Opened>();
    var elements = 0;
    for (var post : posts) {
      var one = new Opened(post, parser.parse(post.body(), post.receivedAt()));
      elements += one.elements().size();
      if (!opened.isEmpty() && elements > limits.elements()) {
        break;
      }
      opened.add(one);
    }
    return opened;
  }

  static Stream<Inbound> inbound(List<Element> elements) {
    return elements.stream()
        .filter(Element.Understood.class::isInstance)
        .map(element -> ((Element.Understood) element).inbound());
  }

  /** Tries each element of the oldest post by itself, then takes in all that work. */
  private Taken isolate() {
    entrance.enter();
    var oldest =
        transactions.inTransaction(() -> open(inbox.claim(1, limits.bytes())).stream().findFirst());
    if (oldest.isEmpty()) {
      return Taken.NONE;
    }
    var poison = new HashSet<String>();
    inbound(oldest.get().elements()).filter(this::fails).map(Inbound::raw).forEach(poison::add);
    try {
      return transactions.inTransaction(() -> batch(1, poison));
    } catch (StorageUnavailable | Contention e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("a post fails though each of its elements works; all of them are parked", e);
      inbound(oldest.get().elements()).map(Inbound::raw).forEach(poison::add);
      return transactions.inTransaction(() -> batch(1, poison));
    }
  }

  private boolean fails(Inbound inbound) {
    try {
      transactions.inTransaction(
          () -> {
            apply.handle(List.of(inbound), clock.instant());
            transactions.flush();
            throw new Undo();
          });
      return false;
    } catch (Undo _) {
      return false;
    } catch (StorageUnavailable | Contention e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("an element of a webhook cannot be taken in and is parked", e);
      return true;
    }
  }

  /** Applies effects whose message came by another way than through here. */
  public int settleEarlyEffects() {
    return ripe.settle();
  }

  /** Rolls a trial back. */
  private static final class Undo extends RuntimeException {
    private static final long serialVersionUID = 1;

    Undo() {
      super(null, null, false, false);
    }
  }
}
