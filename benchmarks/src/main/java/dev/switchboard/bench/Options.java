package dev.switchboard.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the command line asks for.
 *
 * @param home the folder of the product's script
 * @param only a word that the name of what is measured must hold
 * @param profile whether each load runs once more and is watched
 * @param micro whether the pure code alone is measured, without server and database
 */
record Options(
    Path home,
    Path results,
    int rounds,
    Duration time,
    Duration warmUp,
    Optional<String> only,
    boolean profile,
    boolean micro) {
  static final String SIZE = "--size";
  static final String USAGE =
      """
      usage: ./switchboard bench [options]
             ./switchboard bench --size [--seconds N] [--only WORD] [--results DIR]

        --rounds N     how often each load runs, in turns with pgbench (default 3)
        --seconds N    how long each turn takes (default 10)
        --warm-up N    seconds before the first round of each load (default 30)
        --only WORD    what holds WORD in its name: webhooks, 100 events, POST /messages,
                       1,000, 100,000, frames, start
        --profile      after its rounds each load runs once more and is watched: a flight recording
                       of the product (.jfr), the statements of the database (calls, mean time)
                       and what its processes wait for; printed, and kept beside the figures.
                       For a quick look: --profile --rounds 0 --only "one event"
        --micro        the pure hot code instead (JMH): signature and parse, rotation, tokens
        --size         what requests cost with 1,000 conversations and with 500,000 (5 million
                       messages, 200 companies), each for N seconds (default 2), beside each other
        --overload     instead: far more than the product can do, at a small heap; with --only
                       flood, idle, slow or sockets one part of it; --seconds N (default 60)
        --results DIR  where the figures are kept (default benchmarks/results)

      BENCH_DATABASE_URL=postgresql://user:password@host:port/database measures on a server of your
      own, with an empty database and a user that may create roles, instead of the embedded one.
      docs/benchmarks.md says what is counted and how to read it.
      """;

  private static final Set<String> FLAGS = Set.of("--profile", "--micro");
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "--rounds",
          "3",
          "--seconds",
          "10",
          "--warm-up",
          "30",
          "--only",
          "",
          "--results",
          "benchmarks/results");

  /** For what stands after {@link #SIZE}. */
  static Options sized(String... words) {
    var options = Stream.concat(Stream.of("--seconds", "2"), Arrays.stream(words).skip(1));
    return parse(options.toArray(String[]::new));
  }

  /**
   * @throws IllegalArgumentException with the reason, for the user
   */
  static Options parse(String... words) {
    var values = new HashMap<>(DEFAULTS);
    var rest = List.of(words).iterator();
    while (rest.hasNext()) {
      var word = rest.next();
      if (FLAGS.contains(word)) {
        values.put(word, "");
      } else if (!DEFAULTS.containsKey(word)) {
        throw new IllegalArgumentException("unknown option " + word + ", see bench --help");
      } else if (!rest.hasNext()) {
        throw new IllegalArgumentException(word + " needs a value");
      } else {
        values.put(word, rest.next());
      }
    }
    return new Options(
        Path.of("").toAbsolutePath(),
        Path.of(values.get("--results")),
        number(values, "--rounds", 0),
        Duration.ofSeconds(number(values, "--seconds", 1)),
        Duration.ofSeconds(number(values, "--warm-up", 1)),
        Optional.of(values.get("--only")).filter(only -> !only.isEmpty()),
        values.containsKey("--profile"),
        values.containsKey("--micro"));
  }

  private static int number(Map<String, String> values, String option, int least) {
    var value = values.get(option);
    if (!value.matches("\\d{1,6}") || Integer.parseInt(value) < least) {
      throw new IllegalArgumentException(
          option + " needs a number from " + least + ", not " + value);
    }
    return Integer.parseInt(value);
  }

  boolean wants(String name) {
    return only.map(name::contains).orElse(true);
  }
}
