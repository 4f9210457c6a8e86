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
  void keep(Collection<EarlyEffect> effects, Instant now);

  /** Removes those of these messages and returns them by time, then id. */
  List<EarlyEffect> take(Collection<ExternalRef> messages);

  /**
   * Removes and returns, by time, then id, effects whose message is there by now: it came by
   * another way, or was being stored while the effect was put aside.
   *
   * @param bytes of elements after which none is added
   */
  List<EarlyEffect> takeRipe(int limit, long bytes);

  /** Gives up on those kept before {@code moment}: their message will not come. */
  void forget(Instant moment);
}
