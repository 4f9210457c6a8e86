package dev.switchboard.chaos.family;

import dev.switchboard.chaos.load.Stage;
import dev.switchboard.meta.sandbox.Behaviour;
import dev.switchboard.meta.sandbox.Behaviour.Echo;
import dev.switchboard.meta.sandbox.Behaviour.Line;
import dev.switchboard.meta.sandbox.GraphError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A Graph API that is slow, fails by each row of its error table, hangs, or echoes oddly. */
final class Graphs implements Family {
  private static final Duration EACH = Duration.ofSeconds(3);

  private record Trouble(String name, Behaviour behaviour) {}

  @Override
  public String name() {
    return "graph";
  }

  @Override
  public String about() {
    return "Graph API slow, failing by each error, hanging, too late; echoes early, twice, never";
  }

  @Override
  public int nodes() {
    return 1;
  }

  @Override
  public Duration settling() {
    return Duration.ofMinutes(8); // some retries wait for minutes
  }

  @Override
  public void run(Drill drill) throws InterruptedException {
    var troubles = new ArrayList<Trouble>();
    lines(troubles);
    echoes(troubles);
    errors(troubles);
    Collections.shuffle(troubles, drill.random());
    for (var trouble : troubles) {
      trouble(drill, trouble, EACH);
    }
  }

  /** A few of them, for the short run: nothing that takes minutes to find out. */
  static void some(Drill drill) throws InterruptedException {
    trouble(
        drill, new Trouble("slow, 1.5 s", Behaviour.WELL.after(Duration.ofMillis(1_500))), EACH);
    trouble(drill, failing("613", GraphError.RATE_LIMITED), EACH);
    trouble(
        drill, new Trouble("echo before the answer", Behaviour.echoes(Echo.BEFORE_RESPONSE)), EACH);
    trouble(drill, new Trouble("echo twice", Behaviour.echoes(Echo.DUPLICATED)), EACH);
    trouble(
        drill,
        new Trouble("resets after it took the message", Behaviour.acceptsAnd(Line.RESETS)),
        EACH);
  }

  private static void lines(List<Trouble> to) {
    to.add(new Trouble("slow, 3 s", Behaviour.WELL.after(Duration.ofSeconds(3))));
    to.add(new Trouble("slow, 9.9 s", Behaviour.WELL.after(Duration.ofMillis(9_900))));
    to.add(
        new Trouble("answers after we gave up", Behaviour.WELL.after(Duration.ofMillis(10_500))));
    to.add(new Trouble("hangs after it took the message", Behaviour.acceptsAnd(Line.HANGS)));
    to.add(new Trouble("hangs before it took the message", Behaviour.loses(Line.HANGS)));
    to.add(new Trouble("resets after it took the message", Behaviour.acceptsAnd(Line.RESETS)));
    to.add(new Trouble("resets before it took the message", Behaviour.loses(Line.RESETS)));
    to.add(new Trouble("closes after it took the message", Behaviour.acceptsAnd(Line.CLOSES)));
    to.add(new Trouble("half an answer", Behaviour.acceptsAnd(Line.CUTS)));
  }

  private static void echoes(List<Trouble> to) {
    to.add(new Trouble("echo before the answer", Behaviour.echoes(Echo.BEFORE_RESPONSE)));
    to.add(new Trouble("echo twice", Behaviour.echoes(Echo.DUPLICATED)));
    to.add(new Trouble("echo two seconds late", Behaviour.echoes(Echo.DELAYED)));
    to.add(new Trouble("no echo", Behaviour.echoes(Echo.NEVER)));
    var silent = Behaviour.echoes(Echo.NEVER);
    to.add(
        new Trouble(
            "resets after it took the message, no echo",
            new Behaviour(
                silent.error(), true, Duration.ZERO, Line.RESETS, Echo.NEVER, silent.headers())));
  }

  private static void errors(List<Trouble> to) {
    for (var row : GraphErrors.ROWS) {
      to.add(failing(row.code() + (row.subcode() == 0 ? "" : "/" + row.subcode()), row));
    }
    to.add(
        new Trouble(
            "1/1357046, but it was sent", Behaviour.fails(GraphError.MAYBE_SENT).butAccepted()));
  }

  private static Trouble failing(String name, GraphError error) {
    return new Trouble("error " + name, Behaviour.fails(error));
  }

  /**
   * One account in trouble, the others as ever; then all is well, and the account gets its token
   * anew.
   */
  private static void trouble(Drill drill, Trouble trouble, Duration time)
      throws InterruptedException {
    var stage = drill.stage();
    var company = stage.companies().get(drill.random().nextInt(stage.companies().size()));
    var account = company.accounts().get(drill.random().nextInt(company.accounts().size()));
    var sent = stage.sandbox().ledger().sent().size();
    stage.sandbox().script(account.id()).always(trouble.behaviour());
    Thread.sleep(time);
    stage.sandbox().script(account.id()).always(Behaviour.WELL);
    stage.renew(company, account);
    var others = stage.sandbox().ledger().sent().size() - sent;
    drill.did(
        "%s at %s: %d messages sent meanwhile".formatted(trouble.name(), account.id(), others));
    drill.expect(others > 0, "one account in trouble held up all the others");
  }

  static void all(Stage stage, Behaviour behaviour) {
    stage.companies().stream()
        .flatMap(company -> company.accounts().stream())
        .forEach(account -> stage.sandbox().script(account.id()).always(behaviour));
  }
}
