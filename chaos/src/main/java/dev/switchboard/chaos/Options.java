package dev.switchboard.chaos;

import dev.switchboard.chaos.family.Families;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What the command line asks for.
 *
 * @param home the folder of the product's script
 * @param family one of {@link Families}; all without it
 * @param brief one run of a few faults of several families, in their place
 * @param atLeast the families in turn until that time is over
 * @param patience factor for how long coming back may take: more than 1 on a machine that is busy
 */
record Options(
    Path home,
    Path results,
    long seed,
    Optional<String> family,
    boolean brief,
    int kills,
    Optional<Duration> atLeast,
    int patience) {
  private static final int KILLS = 50;

  static String usage() {
    var text =
        new StringBuilder(
            """
            usage: ./switchboard chaos [options]

              --seed N        of every random choice (default: another one each time, printed)
              --family NAME   one family of faults (default: all, about half an hour)
              --short         a few faults of several families in one run, some minutes
              --kills N       how many kill -9 (default %d)
              --minutes N     the families again and again until N minutes are over
              --patience N    coming back may take N times as long: for a machine that is busy
              --results DIR   where the report is kept (default chaos/results)

            """
                .formatted(KILLS));
    Families.all(KILLS)
        .forEach(family -> text.append("  %-10s %s%n".formatted(family.name(), family.about())));
    return text.append(
            """

            Exit status 0: every promise was kept. BENCH_DATABASE_URL names a database of your own in
            place of the embedded one; it cannot be killed, so that those faults are left out.
            """)
        .toString();
  }

  static Options parse(String[] words) {
    var options =
        new Options(
            Path.of("").toAbsolutePath(),
            Path.of("chaos", "results"),
            RandomGenerator.getDefault().nextInt(1, 1_000_000),
            Optional.empty(),
            false,
            KILLS,
            Optional.empty(),
            1);
    for (var rest = List.of(words); !rest.isEmpty(); ) {
      var option = rest.getFirst();
      if (option.equals("--short")) {
        options = options.brief(true);
        rest = rest.subList(1, rest.size());
      } else if (rest.size() == 1) {
        throw new IllegalArgumentException(option + " needs a value, or does not exist");
      } else {
        options = options.with(option, rest.get(1));
        rest = rest.subList(2, rest.size());
      }
    }
    return options;
  }

  private Options brief(boolean next) {
    return new Options(home, results, seed, family, next, kills, atLeast, patience);
  }

  private Options with(String option, String value) {
    return switch (option) {
      case "--seed" ->
          new Options(
              home, results, Long.parseLong(value), family, brief, kills, atLeast, patience);
      case "--family" ->
          new Options(home, results, seed, Optional.of(value), brief, kills, atLeast, patience);
      case "--kills" ->
          new Options(
              home, results, seed, family, brief, Integer.parseInt(value), atLeast, patience);
      case "--minutes" ->
          new Options(
              home,
              results,
              seed,
              family,
              brief,
              kills,
              Optional.of(Duration.ofMinutes(Long.parseLong(value))),
              patience);
      case "--patience" ->
          new Options(home, results, seed, family, brief, kills, atLeast, Integer.parseInt(value));
      case "--results" ->
          new Options(home, Path.of(value), seed, family, brief, kills, atLeast, patience);
      default -> throw new IllegalArgumentException("unknown option " + option);
    };
  }
}
