package dev.switchboard.application.ingest;

import dev.switchboard.application.conversation.Messages.ExternalRef;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Effects that wait for their message. Needs a running unit of work. Behaviour is fixed by {@code
 * EarlyEffectsContract}.
 */
public interface EarlyEffects {
  /** Later than whatever is kept. */
  Instant END = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * What was kept within a time.
   *
   * @param from is in it
   * @param until is not
   */
  record Window(Instant from, Instant until) {
    public static final Window ALL = new Window(Instant.EPOCH, END);
  }

  /**
   * Each once: one that is kept already, of the same message, element and time, is not kept again.
   */
  void keep(Collection<EarlyEffect> effects, Instant now);

  /** Removes those of these messages and returns them by time, then id. */
  List<EarlyEffect> take(Collection<ExternalRef> messages);

  /**
   * Removes and returns, by time, then id, effects whose message is there by now and not on its
   * way, or is an answer of ours that has gone out of which they name any part: it came by another
   * way, or was being stored while the effect was put aside. Costs a look for each effect in the
   * window.
   *
   * @param bytes of elements after which none is added
   */
  List<EarlyEffect> takeRipe(Window window, int limit, long bytes);

  /**
   * The window that begins there and has what was kept at this moment and the next {@code most};
   * never one of two that were kept at one moment without the other. Its end is {@link #END} where
   * it has all that is left.
   */
  Window window(Instant from, int most);

  /** Gives up on those kept before {@code moment}: their message will not come. */
  void forget(Instant moment);
}
