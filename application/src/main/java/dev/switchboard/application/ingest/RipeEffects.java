package dev.switchboard.application.ingest;

import dev.switchboard.application.Contention;
import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.ingest.apply.ApplyInbound;
import dev.switchboard.domain.inbound.Inbound;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Effects that came before their message, which has come by another way than a post since. */
final class RipeEffects {
  private static final Logger LOG = LoggerFactory.getLogger(RipeEffects.class);

  private final Transactions transactions;
  private final EarlyEffects early;
  private final WebhookParser parser;
  private final ApplyInbound apply;
  private final Clock clock;
  private final ProcessWebhooks.Limits limits;

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
    return settle(limits.posts());
  }

  /** Halves what it takes until a failure stands alone; that one is given up, the others go on. */
  private int settle(int limit) {
    try {
      return transactions.inTransaction(
          () -> {
            var ripe = early.takeRipe(limit, limits.bytes());
            apply.handle(ripe.stream().flatMap(this::inbound).toList(), clock.instant());
            return ripe.size();
          });
    } catch (StorageUnavailable | Contention e) {
      throw e;
    } catch (RuntimeException e) {
      if (limit > 1) {
        return settle(limit / 2);
      }
      LOG.error("an early effect cannot be applied and is given up; its post is kept", e);
      return transactions.inTransaction(() -> early.takeRipe(1, limits.bytes()).size());
    }
  }

  private Stream<Inbound> inbound(EarlyEffect effect) {
    return ProcessWebhooks.inbound(
        parser.parse(effect.element().getBytes(StandardCharsets.UTF_8), effect.at()));
  }
}
