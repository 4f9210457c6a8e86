package dev.switchboard.meta.sandbox;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Customers who begin to write, go on when somebody answers, and now and then react or send a
 * picture. Who says what when follows from the sandbox's seed, which is logged; the same people
 * come back in every run. Thread-safe.
 */
public final class DemoCustomers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DemoCustomers.class);
  private static final long FIRST_PERSON = 7_000_000_000_000_001L;
  private static final Duration THINKING = Duration.ofMillis(2_500);
  private static final int REACTION_PERCENT = 15;
  private static final int PICTURE_PERCENT = 10;

  private final ScheduledExecutorService life =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("sandbox-customers").factory());
  private final MetaSandbox sandbox;
  private final Random random;
  private final List<DemoCustomer> people;
  private volatile double perMinute;

  /**
   * Nobody writes before {@link #start}.
   *
   * @param webhookUrl prefix of the product's webhooks, without {@code /facebook}
   * @param pageIds accounts that the sandbox knows; customers are spread over them in turn
   * @param perMinute unprompted messages of all customers together
   */
  public DemoCustomers(
      MetaSandbox sandbox,
      URI webhookUrl,
      String appSecret,
      List<String> pageIds,
      int customers,
      double perMinute) {
    this.sandbox = sandbox;
    this.random = new Random(sandbox.options().seed());
    this.perMinute = perMinute;
    sandbox.webhooks().deliverTo(webhookUrl, appSecret);
    this.people =
        IntStream.range(0, customers)
            .mapToObj(i -> person(pageIds.get(i % pageIds.size()), FIRST_PERSON + i))
            .toList();
  }

  private DemoCustomer person(String pageId, long id) {
    var customer = sandbox.customer(pageId, Long.toString(id));
    var person = new DemoCustomer(customer, random.nextInt(DemoTalk.TALKS.size()));
    customer.onAnswer(sent -> answered(person, sent.mid()));
    return person;
  }

  public DemoCustomers start() {
    LOG.info(
        "{} customers write {} messages a minute, seed {}",
        people.size(),
        perMinute,
        sandbox.options().seed());
    scheduleNext();
    return this;
  }

  /** From the next message on; 0 stops those that nobody prompted. */
  public void rate(double messagesPerMinute) {
    perMinute = messagesPerMinute;
  }

  private void scheduleNext() {
    var rate = perMinute;
    var mean = rate > 0 ? 60_000 / rate : 1_000;
    var pause = (long) Math.max(1, -Math.log(1 - random.nextDouble()) * mean); // Poisson arrivals
    life.schedule(
        rate > 0 ? this::somebodyWrites : this::scheduleNext, pause, TimeUnit.MILLISECONDS);
  }

  private void somebodyWrites() {
    try {
      people.get(random.nextInt(people.size())).opens(random.nextInt(100) < PICTURE_PERCENT);
    } finally {
      scheduleNext();
    }
  }

  private void answered(DemoCustomer person, String mid) {
    if (life.isShutdown()) {
      return;
    }
    life.schedule(
        () -> person.goesOn(mid, random.nextInt(100) < REACTION_PERCENT),
        THINKING.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    life.shutdownNow();
  }

  /** One of them, and how far the talk has come. Only {@link #life} touches it. */
  private static final class DemoCustomer {
    private final Customer customer;
    private int talk;
    private int line;

    DemoCustomer(Customer customer, int talk) {
      this.customer = customer;
      this.talk = talk;
    }

    void opens(boolean withPicture) {
      if (withPicture && line > 0) {
        customer.sends(new WebhookEvents.MediaItem("image", DemoTalk.PICTURE));
      } else {
        says();
      }
    }

    void goesOn(String mid, boolean reacts) {
      if (reacts) {
        customer.reacts(mid, "love", "❤");
      } else if (line > 0) {
        says();
      }
    }

    /** The next line; after the last one the next talk begins, when they write again. */
    private void says() {
      var lines = DemoTalk.TALKS.get(talk);
      customer.says(lines.get(line));
      line = (line + 1) % lines.size();
      if (line == 0) {
        talk = (talk + 1) % DemoTalk.TALKS.size();
      }
    }
  }
}
