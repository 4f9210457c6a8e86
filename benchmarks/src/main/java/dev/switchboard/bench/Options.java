package dev.switchboard.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param home the folder of the product's script
 * @param only a word that a load's name must hold
 */
record Options(
    Path home,
    Path results,
    int rounds,
    Duration time,
    Duration warmUp,
    Optional<String> only,
    boolean profile) {
  static final String USAGE =
      """
      usage: ./switchboard bench [options]

        --rounds N     how often each load runs, in turns with pgbench (default 3)
        --seconds N    how long each runs (default 10)
        --warm-up N    seconds before the first round of each (default 10)
        --only WORD    loads whose name holds WORD
        --profile      after its rounds each load runs once more and is watched: a flight recording
                       of the product (.jfr), the statements of the database (calls, mean time)
                       and what its processes wait for; printed, and kept beside the figures.
                       For a quick look: --profile --rounds 0 --only "one event"
        --results DIR  where the figures are kept (default benchmarks/results)

      BENCH_DATABASE_URL=postgresql://user:password@host:port/database measures on a server of your
      own, with an empty database and a user that may create roles, instead of the embedded one.
      """;

  static Options parse(String[] words) {
    var options =
        new Options(
            Path.of("").toAbsolutePath(),
            Path.of("benchmarks", "results"),
            3,
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Optional.empty(),
            false);
    for (var i = 0; i < words.length; i += 2) {
      if (words[i].equals("--profile")) {
        options = options.profiled();
        i--;
        continue;
      }
      if (i + 1 == words.length) {
        throw new IllegalArgumentException(words[i] + " needs a value");
      }
      options = options.with(words[i], words[i + 1]);
    }
    return options;
  }

  private Options with(String option, String value) {
    return switch (option) {
      case "--rounds" ->
          new Options(home, results, Integer.parseInt(value), time, warmUp, only, profile);
      case "--seconds" -> new Options(home, results, rounds, seconds(value), warmUp, only, profile);
      case "--warm-up" -> new Options(home, results, rounds, time, seconds(value), only, profile);
      case "--only" ->
          new Options(home, results, rounds, time, warmUp, Optional.of(value), profile);
      case "--results" -> new Options(home, Path.of(value), rounds, time, warmUp, only, profile);
      default -> throw new IllegalArgumentException("unknown option " + option);
    };
  }

  private Options profiled() {
    return new Options(home, results, rounds, time, warmUp, only, true);
  }

  private static Duration seconds(String value) {
    return Duration.ofSeconds(Long.parseLong(value));
  }

  boolean wants(String name) {
    return only.map(name::contains).orElse(true);
  }
}
