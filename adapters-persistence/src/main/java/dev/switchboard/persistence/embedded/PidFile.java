package dev.switchboard.persistence.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a server says of itself in {@code postmaster.pid}, which it keeps line by line. */
final class PidFile {
  private static final int PORT = 3;
  private static final int STATUS = 7;

  private PidFile() {}

  /** The port, once it takes connections; one that was killed may have left its own behind. */
  static Optional<Integer> readyOn(Path cluster) throws IOException {
    var lines = lines(cluster);
    return lines.size() > STATUS && lines.get(STATUS).strip().equals("ready")
        ? Optional.of(Integer.parseInt(lines.get(PORT).strip()))
        : Optional.empty();
  }

  /** The server that it names, if that is one and runs. */
  static Optional<ProcessHandle> server(Path cluster) throws IOException {
    var pid = lines(cluster).stream().findFirst().orElse("").strip();
    if (!pid.matches("\\d{1,10}")) {
      // cut off while it was written; PostgreSQL would refuse it for ever
      Files.deleteIfExists(cluster.resolve("postmaster.pid"));
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(pid)).filter(handle -> serves(handle, cluster));
  }

  /** A number is used again, and another Switchboard's server is none of our business. */
  private static boolean serves(ProcessHandle handle, Path cluster) {
    return handle
        .info()
        .commandLine()
        .filter(line -> line.contains("postgres") && line.contains(cluster.toString()))
        .isPresent();
  }

  private static List<String> lines(Path cluster) throws IOException {
    try {
      return Files.readAllLines(cluster.resolve("postmaster.pid"));
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }
}
