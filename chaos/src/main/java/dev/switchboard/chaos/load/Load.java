package dev.switchboard.chaos.load;

import dev.switchboard.chaos.history.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** Everybody at work: customers, agents, and sockets that listen to it. */
public final class Load implements AutoCloseable {
  private static final int WRITERS = 2;

  private final Stage stage;
  private final Pace pace;
  private final List<Thread> workers = new ArrayList<>();
  private final List<Listener> listeners = new ArrayList<>();
  private final CountDownLatch ended;

  /**
   * Sockets first, so that they see everything.
   *
   * @param slowness 1 for as many operations as these people can do
   */
  public Load(Stage stage, long seed, int slowness) throws InterruptedException {
    this.stage = stage;
    pace = new Pace(slowness);
    var seeds = new Random(seed);
    for (var company : stage.companies()) {
      company
          .agents()
          .forEach(agent -> stage.history().add(new Sight.Agent(company.id(), agent.id())));
      listen(company, company.everything(), seeds);
      company.agents().stream().limit(2).forEach(agent -> listen(company, agent, seeds));
    }
    for (var listener : listeners) {
      listener.awaitConnected();
    }
    var work = new ArrayList<Runnable>();
    for (var i = 0; i < WRITERS; i++) {
      work.add(new Customers(stage, pace, new Random(seeds.nextLong()), "p" + i, true));
    }
    work.add(new Customers(stage, pace, new Random(seeds.nextLong()), "i", false));
    for (var company : stage.companies()) {
      for (var agent : company.agents()) {
        work.add(new AgentAtWork(stage, pace, new Random(seeds.nextLong()), company, agent));
      }
    }
    work.add(this::redeliver);
    ended = new CountDownLatch(work.size());
    work.forEach(this::start);
  }

  private void listen(Company company, Company.User user, Random seeds) {
    listeners.add(new Listener(stage, company, user, new Random(seeds.nextLong())));
  }

  /** Meta does not forget what it could not bring. */
  private void redeliver() {
    try {
      while (pace.working()) {
        stage.sandbox().webhooks().redeliver();
        pace.rest(1_000);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void start(Runnable work) {
    workers.add(
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    work.run();
                  } finally {
                    ended.countDown();
                  }
                }));
  }

  public List<Listener> listeners() {
    return listeners;
  }

  /** Nothing new is begun; what is under way is brought to its end. */
  public void stop() throws InterruptedException {
    pace.end();
    ended.await();
  }

  @Override
  public void close() {
    pace.end();
    workers.forEach(Thread::interrupt);
    listeners.forEach(Listener::close);
  }
}
