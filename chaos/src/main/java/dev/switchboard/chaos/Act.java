package dev.switchboard.chaos;

import dev.switchboard.chaos.check.Checkers;
import dev.switchboard.chaos.family.Drill;
import dev.switchboard.chaos.family.Family;
import dev.switchboard.chaos.history.Attempt;
import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Sight;
import dev.switchboard.chaos.load.Listener;
import dev.switchboard.chaos.load.Load;
import dev.switchboard.chaos.load.Stage;
import dev.switchboard.chaos.read.Aftermath;
import dev.switchboard.chaos.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One family from its first to its last minute: stage, load, faults, rest, verdicts. */
final class Act {
  private static final int SHOWN = 10;
  private static final Duration WARM_UP = Duration.ofSeconds(3);

  /** The product's default, and the most that it takes. */
  private static final int DRAIN = 2;

  private static final int LONGEST_DRAIN = 5;

  private final Options options;
  private final Path folder;
  private final Family family;
  private final long seed;
  private final Consumer<String> out;

  Act(Options options, Path folder, Family family, long seed, Consumer<String> out) {
    this.options = options;
    this.folder = folder;
    this.family = family;
    this.seed = seed;
    this.out = out;
  }

  Report.Run play() throws IOException, InterruptedException {
    var began = System.nanoTime();
    var random = new Random(seed * 31 + family.name().hashCode());
    try (family;
        var stage = new Stage(options.home(), folder, family.nodes(), seed, settings());
        var load = new Load(stage, random.nextLong(), family.slowness())) {
      Thread.sleep(WARM_UP);
      var drill = new Drill(stage, load, random, options.patience(), out);
      family.run(drill);
      load.stop();
      var aftermath = new Aftermath(stage, load.listeners());
      var rest = aftermath.settle(family.settling().multipliedBy(options.patience()));
      aftermath.read();
      var figures = figures(stage.history(), load.listeners());
      figures.put("milliseconds until no work was left", rest.toMillis());
      return new Report.Run(
          family.name(),
          seed,
          drill.faults(),
          operations(stage.history()),
          figures,
          verdicts(stage.history()),
          Duration.ofNanos(System.nanoTime() - began).toSeconds());
    }
  }

  private Map<String, String> settings() {
    var settings = new HashMap<>(family.prepare());
    var drain = Math.min(LONGEST_DRAIN, DRAIN * options.patience());
    settings.put("DRAIN_SECONDS", Integer.toString(drain)); // in which a drill has to look
    return settings;
  }

  private static List<Report.Verdict> verdicts(History history) {
    return Checkers.all().stream()
        .map(
            checker -> {
              var found = checker.violations(history);
              return new Report.Verdict(
                  checker.promise(), found.size(), found.stream().limit(SHOWN).toList());
            })
        .toList();
  }

  private static Map<String, Long> operations(History history) {
    var counts = new TreeMap<String, Long>();
    for (var attempt : history.attempts(Attempt.class)) {
      var name = name(attempt) + " " + attempt.outcome().name().toLowerCase(Locale.ROOT);
      counts.merge(name, 1L, Long::sum);
    }
    return counts;
  }

  private static String name(Attempt attempt) {
    return switch (attempt) {
      case Attempt.Incoming _ -> "webhook messages";
      case Attempt.Reply _ -> "answers";
      case Attempt.Direct _ -> "direct messages";
      case Attempt.Marked _ -> "chats marked read";
      case Attempt.Stray _ -> "events for nobody";
    };
  }

  private static Map<String, Long> figures(History history, List<Listener> listeners) {
    var figures = new TreeMap<String, Long>();
    history.sights(Sight.Refusal.class).stream()
        .forEach(refusal -> figures.merge("answers " + refusal.status(), 1L, Long::sum));
    figures.put("sockets resumed", listeners.stream().mapToLong(Listener::resumed).sum());
    figures.put(
        "frames",
        history.sights(Sight.Stream.class).stream()
            .mapToLong(stream -> stream.frames().size())
            .sum());
    figures.put("messages at the Graph API", (long) history.sights(Sight.Sent.class).size());
    figures.put("chats", (long) history.sights(Sight.Chat.class).size());
    return figures;
  }
}
