package dev.switchboard.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Processor time and memory of a process and of those it started, as Linux counts them. */
public final class Processes {
  private static final double TICKS_A_SECOND = 100; // USER_HZ, the same on every Linux

  private Processes() {}

  /**
   * Seconds of processor time of it and its descendants, those that have ended included: each
   * process that lives has the time of its ended children.
   */
  public static double cpu(long pid) {
    return tree(pid).mapToDouble(one -> seconds(one, true)).sum();
  }

  /** Seconds of that process alone. */
  public static double own(long pid) {
    return seconds(pid, false);
  }

  /** Bytes that are in memory now; pages that several share are counted once for each. */
  public static long memory(long pid) {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }

  private static Stream<Long> tree(long pid) {
    return Stream.concat(
        Stream.of(pid),
        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).map(ProcessHandle::pid));
  }

  private static double seconds(long pid, boolean withEnded) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // the name in brackets may hold blanks; what follows it begins with field 3
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      var own = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      var ended = withEnded ? Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : 0;
      return (own + ended) / TICKS_A_SECOND;
    } catch (IOException e) {
      return 0; // it has ended; its parent has its time now
    }
  }
}
