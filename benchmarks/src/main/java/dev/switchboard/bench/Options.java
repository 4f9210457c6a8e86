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
    Path home, Path results, int rounds, Duration time, Duration warmUp, Optional<String> only) {
  static final String USAGE =
      """
      usage: ./switchboard bench [options]

        --rounds N     how often each load runs, in turns with pgbench (default 3)
        --seconds N    how long each runs (default 10)
        --warm-up N    seconds before the first round of each (default 10)
        --only WORD    loads whose name holds WORD
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
            Optional.empty());
    for (var i = 0; i < words.length; i += 2) {
      if (i + 1 == words.length) {
        throw new IllegalArgumentException(words[i] + " needs a value");
      }
      options = options.with(words[i], words[i + 1]);
    }
    return options;
  }

  private Options with(String option, String value) {
    return switch (option) {
      case "--rounds" -> new Options(home, results, Integer.parseInt(value), time, warmUp, only);
      case "--seconds" -> new Options(home, results, rounds, seconds(value), warmUp, only);
      case "--warm-up" -> new Options(home, results, rounds, time, seconds(value), only);
      case "--only" -> new Options(home, results, rounds, time, warmUp, Optional.of(value));
      case "--results" -> new Options(home, Path.of(value), rounds, time, warmUp, only);
      default -> throw new IllegalArgumentException("unknown option " + option);
    };
  }

  private static Duration seconds(String value) {
    return Duration.ofSeconds(Long.parseLong(value));
  }

  boolean wants(String name) {
    return only.map(name::contains).orElse(true);
  }
}
