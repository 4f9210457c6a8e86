package dev.switchboard.chaos.load;

import dev.switchboard.chaos.history.Attempt;
import dev.switchboard.chaos.history.Attempt.Incoming;
import dev.switchboard.chaos.history.Outcome;
import dev.switchboard.meta.sandbox.SandboxAccount;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Customers of several companies who write, and Meta between them and the product: single posts and
 * batches, repeated until they are acknowledged, now and then twice, now and then given up.
 */
final class Customers implements Runnable {
  private static final Duration META_WAITS = Duration.ofSeconds(5);
  private static final Duration GIVES_UP = Duration.ofMinutes(2);
  private static final int LARGEST = 30;
  private static final int NEWCOMERS_PERCENT = 3;
  private static final int TWICE_PERCENT = 5;
  private static final int GIVEN_UP_PERCENT = 2;
  private static final int STRAY_PERCENT = 1;

  private record Person(Company company, SandboxAccount account, String id) {}

  private final Stage stage;
  private final Pace pace;
  private final Random random;
  private final String name;
  private final boolean pages;
  private final List<Person> people = new ArrayList<>();
  private final Map<Person, Long> last = new HashMap<>();
  private int counter;

  /**
   * @param pages whether they write to pages, else to Instagram accounts: a post has one kind
   */
  Customers(Stage stage, Pace pace, Random random, String name, boolean pages) {
    this.stage = stage;
    this.pace = pace;
    this.random = random;
    this.name = name;
    this.pages = pages;
  }

  @Override
  public void run() {
    try {
      while (pace.working()) {
        write();
        pace.rest(random.nextInt(40));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() throws InterruptedException {
    if (random.nextInt(100) < STRAY_PERCENT) {
      stray();
      return;
    }
    var size = random.nextInt(4) == 0 ? 2 + random.nextInt(LARGEST - 1) : 1;
    var events = new ArrayList<Incoming>();
    for (var i = 0; i < size; i++) {
      events.add(event(someone()));
    }
    var post = Post.of(pages, events);
    var outcome = deliver(post, random.nextInt(100) < GIVEN_UP_PERCENT);
    events.forEach(event -> stage.history().add(with(event, outcome)));
    if (random.nextInt(100) < TWICE_PERCENT) {
      attempt(post);
    }
  }

  private Person someone() {
    if (people.isEmpty() || random.nextInt(100) < NEWCOMERS_PERCENT) {
      var company = stage.companies().get(random.nextInt(stage.companies().size()));
      var accounts =
          company.accounts().stream().filter(account -> Post.isPage(account) == pages).toList();
      var account = accounts.get(random.nextInt(accounts.size()));
      var person = new Person(company, account, company.mark() + "-" + name + "-" + people.size());
      people.add(person);
      stage.sandbox().customer(account.id(), person.id()); // who sends receipts
    }
    return people.get(random.nextInt(people.size()));
  }

  private Incoming event(Person person) {
    var at = Math.max(System.currentTimeMillis(), last.getOrDefault(person, 0L) + 1);
    last.put(person, at);
    stage.sandbox().wrote(person.account().id(), person.id(), Instant.ofEpochMilli(at));
    var mid = "m_" + person.company().mark() + "_" + name + "_" + ++counter;
    return new Incoming(
        person.company().id(),
        person.account().id(),
        person.id(),
        mid,
        "Where is my order? " + mid,
        at,
        Outcome.UNKNOWN);
  }

  private static Incoming with(Incoming event, Outcome outcome) {
    return new Incoming(
        event.company(),
        event.account(),
        event.person(),
        event.mid(),
        event.text(),
        event.at(),
        outcome);
  }

  private void stray() throws InterruptedException {
    var mid = "m_stray_" + name + "_" + ++counter;
    var event =
        new Incoming(0, "7777", "nobody", mid, "lost", System.currentTimeMillis(), Outcome.UNKNOWN);
    stage.history().add(new Attempt.Stray(mid, deliver(Post.of(pages, List.of(event)), false)));
  }

  private Outcome deliver(Post post, boolean once) throws InterruptedException {
    var end = System.nanoTime() + GIVES_UP.toNanos();
    for (var tries = 1; System.nanoTime() < end; tries++) {
      if (attempt(post)) {
        return Outcome.OK;
      }
      if (once) {
        return Outcome.UNKNOWN;
      }
      Pace.pause(tries < 4 ? 20 : 300); // Meta's first ones come at once
    }
    return Outcome.UNKNOWN;
  }

  private boolean attempt(Post post) {
    var request =
        HttpRequest.newBuilder(stage.any(random).resolve("/api/webhooks/" + post.kind()))
            .timeout(META_WAITS)
            .header("Content-Type", "application/json")
            .header("X-Hub-Signature-256", post.signature())
            .POST(BodyPublishers.ofByteArray(post.body()))
            .build();
    try {
      return stage.api().send(request, Api.As.NOBODY).status() == 200;
    } catch (IOException _) {
      return false; // nobody there, or too late: all the same to Meta
    }
  }
}
