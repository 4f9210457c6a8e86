package dev.switchboard.application.ingest;

import dev.switchboard.application.Contention;
import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.ingest.EarlyEffects.Window;
import dev.switchboard.application.ingest.apply.ApplyInbound;
import dev.switchboard.domain.inbound.Inbound;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Effects that came before their message, which has come by another way than a post since.
 *
 * <p>For most of what is kept no message ever comes: receipts name what somebody answered in
 * another tool. So a call looks at what was kept lately, and at a part of all, in rounds.
 */
final class RipeEffects {
  private static final Logger LOG = LoggerFactory.getLogger(RipeEffects.class);

  /** Two looks at an index for each: some milliseconds. */
  static final int LOOKED_AT = 1_000;

  /** What was being stored while its effect was put aside is there after less. */
  private static final Duration LATELY = Duration.ofMinutes(1);

  private final Transactions transactions;
  private final EarlyEffects early;
  private final WebhookParser parser;
  private final ApplyInbound apply;
  private final Clock clock;
  private final ProcessWebhooks.Limits limits;
  private volatile Instant next = Window.ALL.from(); // where the round is

  RipeEffects(
      Transactions transactions,
      EarlyEffects early,
      WebhookParser parser,
      ApplyInbound apply,
      Clock clock,
      ProcessWebhooks.Limits limits) {
    this.transactions = transactions;
    this.early = early;
    this.parser = parser;
    this.apply = apply;
    this.clock = clock;
    this.limits = limits;
  }

  /**
   * One batch.
   *
   * @return how many
   */
  int settle() {
    var window = transactions.inTransaction(() -> early.window(next, LOOKED_AT));
    var settled = settle(window, limits.posts());
    if (settled == 0) {
      next = window.until().equals(Window.ALL.until()) ? Window.ALL.from() : window.until();
    }
    return window.equals(Window.ALL) ? settled : settled + settleLately();
  }

  private int settleLately() {
    var since = clock.instant().minus(LATELY);
    return settle(transactions.inTransaction(() -> early.window(since, LOOKED_AT)), limits.posts());
  }

  /** Halves what it takes until a failure stands alone; that one is given up, the others go on. */
  private int settle(Window window, int limit) {
    try {
      return transactions.inTransaction(
          () -> {
            var ripe = early.takeRipe(window, limit, limits.bytes());
            apply.handle(ripe.stream().flatMap(this::inbound).toList(), clock.instant());
            return ripe.size();
          });
    } catch (StorageUnavailable | Contention e) {
      throw e;
    } catch (RuntimeException e) {
      if (limit > 1) {
        return settle(window, limit / 2);
      }
      LOG.error("an early effect cannot be applied and is given up; its post is kept", e);
      return transactions.inTransaction(() -> early.takeRipe(window, 1, limits.bytes()).size());
    }
  }

  private Stream<Inbound> inbound(EarlyEffect effect) {
    return ProcessWebhooks.inbound(
        parser.parse(effect.element().getBytes(StandardCharsets.UTF_8), effect.at()));
  }
}
