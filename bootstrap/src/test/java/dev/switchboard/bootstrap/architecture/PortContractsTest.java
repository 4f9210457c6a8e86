package dev.switchboard.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What a port promises is one contract, run over memory, where the use cases are tested, and on the
 * database, where they work: else the tests would be of another product.
 */
class PortContractsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern PORT = Pattern.compile("(?m)^public interface (\\w+)");
  private static final Pattern IMPLEMENTED = Pattern.compile("\\bimplements ([^{]+)\\{");

  /** About the database's own tables; nothing in memory has any. */
  private static final Set<String> OF_THE_DATABASE_ALONE = Set.of("AuditMonths", "Partitions");

  @Test
  void everyPortOfTheDatabaseHasAContractThatRunsOnBothSides() {
    var onDatabase = implemented("adapters-persistence/src/main/java");
    var ports =
        sources("application/src/main/java").values().stream()
            .flatMap(text -> PORT.matcher(text).results())
            .map(port -> port.group(1))
            .filter(onDatabase::contains)
            .filter(port -> !OF_THE_DATABASE_ALONE.contains(port))
            .collect(Collectors.toCollection(TreeSet::new));
    var both = contractsRunOnBothSides();

    assertThat(ports).hasSizeGreaterThan(30);
    assertThat(ports)
        .filteredOn(port -> both.stream().noneMatch(named(port)))
        .as("ports without a contract that is run on both sides")
        .isEmpty();
  }

  private static Predicate<String> named(String port) {
    return Pattern.compile("\\b" + port + "\\b").asPredicate();
  }

  private static List<String> contractsRunOnBothSides() {
    var inMemory = implemented("application/src/test/java");
    var onDatabase = implemented("adapters-persistence/src/test/java");
    return sources("application/src/test/java").entrySet().stream()
        .filter(source -> source.getKey().endsWith("Contract"))
        .filter(source -> inMemory.contains(source.getKey()))
        .filter(source -> onDatabase.contains(source.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Set<String> implemented(String folder) {
    return sources(folder).values().stream()
        .flatMap(text -> IMPLEMENTED.matcher(text).results())
        .flatMap(list -> Pattern.compile("\\w+").matcher(list.group(1)).results())
        .map(name -> name.group())
        .collect(Collectors.toSet());
  }

  private static Map<String, String> sources(String folder) {
    try (var walk = Files.walk(ROOT.resolve(folder))) {
      return walk.filter(path -> path.toString().endsWith(".java"))
          .collect(
              Collectors.toMap(
                  path -> path.getFileName().toString().replace(".java", ""),
                  PortContractsTest::text,
                  (one, other) -> one + other));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
