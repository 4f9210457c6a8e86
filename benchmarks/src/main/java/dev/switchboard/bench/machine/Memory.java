package dev.switchboard.bench.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The heap of a JVM of this user, as {@code jstat} sees it.
 *
 * @param usedBytes by objects when the last collection ended
 * @param committedBytes that the JVM has taken from the system for it
 * @param collections since the start
 * @param pauseSeconds all of them together
 */
public record Memory(
    double usedBytes, double committedBytes, long collections, double pauseSeconds) {
  /** Now. */
  public static Memory of(long pid) {
    return parse(Commands.jdk("jstat", "-gc", Long.toString(pid)));
  }

  /** After a full collection, which the figures of collections do not hold. */
  public static Memory afterCollection(long pid) {
    var before = of(pid);
    Commands.jdk("jcmd", Long.toString(pid), "GC.run");
    var after = of(pid);
    return new Memory(
        after.usedBytes, after.committedBytes, before.collections, before.pauseSeconds);
  }

  /** A line of names and a line of figures, in KiB, numbers and seconds; "-" is none. */
  static Memory parse(String output) {
    var lines = output.strip().lines().toList();
    var names = words(lines.getFirst());
    var values = words(lines.getLast());
    if (lines.size() != 2 || names.size() != values.size()) {
      throw new IllegalStateException("jstat: " + output);
    }
    var figures = new LinkedHashMap<String, Double>();
    for (var i = 0; i < names.size(); i++) {
      var value = values.get(i);
      figures.put(names.get(i), value.equals("-") ? 0 : Double.parseDouble(value));
    }
    return new Memory(
        1024 * sum(figures, "S0U", "S1U", "EU", "OU"),
        1024 * sum(figures, "S0C", "S1C", "EC", "OC"),
        (long) sum(figures, "YGC", "FGC", "CGC"),
        sum(figures, "GCT"));
  }

  private static List<String> words(String line) {
    return new ArrayList<>(List.of(line.strip().split("\\s+")));
  }

  private static double sum(Map<String, Double> figures, String... names) {
    return List.of(names).stream().mapToDouble(name -> figures.getOrDefault(name, 0.0)).sum();
  }
}
