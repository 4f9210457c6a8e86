package dev.switchboard.application.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.WrappedTransactions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class WebhookProcessorTest {
  /** Its first units of work, a batch and a look for early effects, end with an error. */
  private static final class Failing extends WrappedTransactions {
    private final AtomicInteger failures = new AtomicInteger(2);

    Failing(Transactions transactions) {
      super(transactions);
    }

    @Override
    public <T> T inTransaction(Supplier<T> work) {
      if (failures.getAndDecrement() > 0) {
        throw new StackOverflowError("scripted");
      }
      return transactions.inTransaction(work);
    }
  }

  @Test
  void anErrorEndsNoThread() {
    var ingest = new Ingest();
    var units = new Failing(ingest.transactions);
    var process =
        new ProcessWebhooks(
            units,
            ingest.inbox,
            ingest.parser,
            ingest.apply,
            ingest.early,
            ingest.parked,
            ingest.ids,
            ingest.clock,
            ProcessWebhooks.Limits.DEFAULT);
    ingest.append(ingest.line("customer", Ingest.written("m-1", "hello")));
    try (var processor = new WebhookProcessor(process, 1, Duration.ofMillis(1))) {
      processor.start();

      await().dontCatchUncaughtExceptions().until(() -> ingest.message("m-1").isPresent());

      assertThat(units.failures.get()).isNegative();
      assertThat(processor.alive()).isTrue();
    }
  }
}
