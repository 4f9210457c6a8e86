package dev.switchboard.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.switchboard.chaos.family.Families;
import dev.switchboard.chaos.family.Family;
import dev.switchboard.chaos.report.Report;
import dev.switchboard.chaos.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code ./switchboard chaos}: faults under load, and a ledger that is held against the promises.
 */
public final class Chaos {
  private final Options options;
  private final List<Report.Run> runs = new ArrayList<>();

  private Chaos(Options options) {
    this.options = options;
  }

  public static void main(String[] words) throws Exception {
    if (List.of(words).contains("--help")) {
      System.out.print(Options.usage());
      return;
    }
    try {
      System.exit(new Chaos(Options.parse(words)).run() ? 0 : 1);
    } catch (IllegalArgumentException e) {
      System.err.println("chaos: " + e.getMessage());
      System.exit(1);
    }
  }

  private boolean run() throws IOException, InterruptedException {
    var families = families();
    System.out.println(
        "seed " + options.seed() + " (plays again with --seed " + options.seed() + ")");
    var began = System.nanoTime();
    var seed = options.seed();
    do {
      for (var family : families) {
        run(family, seed);
      }
      seed++;
    } while (System.nanoTime() - began < options.atLeast().map(t -> t.toNanos()).orElse(0L));
    var report =
        new Report(
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            options.seed(),
            options.brief() ? "short" : options.family().orElse("all"),
            runs);
    Table.print(report, System.out::println);
    keep(report);
    return report.violations() == 0 && !runs.isEmpty();
  }

  private List<Family> families() {
    if (options.brief()) {
      return List.of(Families.brief());
    }
    var all = Families.all(options.kills());
    var wanted =
        all.stream().filter(f -> options.family().map(f.name()::equals).orElse(true)).toList();
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException(
          "no such family; there are " + all.stream().map(Family::name).toList());
    }
    return wanted;
  }

  private void run(Family family, long seed) throws IOException, InterruptedException {
    System.out.printf("%n%s: %s%n", family.name(), family.about());
    if (!family.missing().isEmpty()) {
      System.out.println("  left out: " + family.missing());
      return;
    }
    var folder =
        Files.createTempDirectory(
            "switchboard-chaos",
            // PostgreSQL runs as another user where we are root
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    var run = new Act(options, folder, family, seed, System.out::println).play();
    runs.add(run);
    Table.print(run, System.out::println);
    if (run.violations() == 0) {
      delete(folder);
    } else {
      System.out.println("  what the nodes said is in " + folder);
    }
  }

  private void keep(Report report) throws IOException {
    Files.createDirectories(options.results());
    var file =
        options
            .results()
            .resolve(
                report.at().replace(":", "")
                    + "-"
                    + report.command()
                    + "-"
                    + report.seed()
                    + ".json");
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), report);
    System.out.println("kept in " + file);
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
