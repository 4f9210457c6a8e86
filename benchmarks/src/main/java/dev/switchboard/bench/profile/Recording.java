package dev.switchboard.bench.profile;

import dev.switchboard.bench.machine.Commands;
import java.nio.file.Path;
import java.util.List;

/** A flight recording of the product's JVM, kept as a file. */
final class Recording {
  private static final List<String> VIEWS =
      List.of("cpu-time-hot-methods", "hot-methods", "allocation-by-site", "contention-by-site");

  private final long pid;
  private final Path file;

  private Recording(long pid, Path file) {
    this.pid = pid;
    this.file = file;
  }

  static Recording start(long pid, Path file) {
    Commands.jdk(
        "jcmd",
        Long.toString(pid),
        "JFR.start",
        "name=bench",
        "settings=profile",
        "jdk.CPUTimeSample#enabled=true");
    return new Recording(pid, file);
  }

  /** What the JDK's own views say about it. */
  List<String> stop() {
    Commands.jdk("jcmd", Long.toString(pid), "JFR.stop", "name=bench", "filename=" + file);
    return VIEWS.stream()
        .map(view -> Commands.jdk("jfr", "view", "--width", "160", view, file.toString()))
        .flatMap(String::lines)
        .filter(line -> !line.isBlank())
        .map(line -> "  " + line)
        .toList();
  }
}
