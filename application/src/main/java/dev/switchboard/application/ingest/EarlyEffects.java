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
  /**
   * Each once: one that is kept already, of the same message, element and time, is not kept again.
   */
  void keep(Collection<EarlyEffect> effects, Instant now);

  /** Removes those of these messages and returns them by time, then id. */
  List<EarlyEffect> take(Collection<ExternalRef> messages);

  /**
   * Removes and returns, by time, then id, effects whose message is there by now, or is an answer
   * of ours that has gone out of which they name any part: it came by another way, or was being
   * stored while the effect was put aside.
   *
   * @param bytes of elements after which none is added
   */
  List<EarlyEffect> takeRipe(int limit, long bytes);

  /** Gives up on those kept before {@code moment}: their message will not come. */
  void forget(Instant moment);
}
