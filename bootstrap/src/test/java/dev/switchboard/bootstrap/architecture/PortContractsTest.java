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
 * database or on Redis, where they work: else the tests would be of another product.
 */
class PortContractsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern PORT = Pattern.compile("(?m)^public interface (\\w+)");
  private static final Pattern IMPLEMENTED = Pattern.compile("\\bimplements ([^{]+)\\{");

  /** About the database's own tables; nothing in memory has any. */
  private static final Set<String> OF_THE_DATABASE_ALONE = Set.of("AuditMonths", "Partitions");

  @Test
  void everyPortOfTheDatabaseHasAContractThatRunsOnBothSides() {
    var ports = ports("adapters-persistence");
    ports.removeAll(OF_THE_DATABASE_ALONE);

    assertThat(ports).hasSizeGreaterThan(30);
    assertThat(withoutContract(ports, "adapters-persistence")).isEmpty();
  }

  @Test
  void everyPortOfRedisHasAContractThatRunsOnBothSides() {
    var ports = ports("adapters-redis");

    assertThat(ports).containsExactlyInAnyOrder("Allowances", "Attendance", "StreamBus");
    assertThat(withoutContract(ports, "adapters-redis")).isEmpty();
  }

  private static Set<String> ports(String adapter) {
    var implemented = implemented(adapter + "/src/main/java");
    return sources("application/src/main/java").values().stream()
        .flatMap(text -> PORT.matcher(text).results())
        .map(port -> port.group(1))
        .filter(implemented::contains)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> withoutContract(Set<String> ports, String adapter) {
    var both = contractsRunOnBothSides(adapter);
    return ports.stream().filter(port -> both.stream().noneMatch(named(port))).toList();
  }

  private static Predicate<String> named(String port) {
    return Pattern.compile("\\b" + port + "\\b").asPredicate();
  }

  private static List<String> contractsRunOnBothSides(String adapter) {
    var inMemory = implemented("application/src/test/java");
    var outside = implemented(adapter + "/src/test/java");
    return sources("application/src/test/java").entrySet().stream()
        .filter(source -> source.getKey().endsWith("Contract"))
        .filter(source -> inMemory.contains(source.getKey()))
        .filter(source -> outside.contains(source.getKey()))
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
