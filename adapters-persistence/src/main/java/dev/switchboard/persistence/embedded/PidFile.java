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

  private enum Owner {
    CLUSTER,
    STRANGER,
    UNKNOWN
  }

  private PidFile() {}

  /** The port, once it takes connections; one that was killed may have left its own behind. */
  static Optional<Integer> readyOn(Path cluster) throws IOException {
    var lines = lines(cluster);
    return lines.size() > STATUS && lines.get(STATUS).strip().equals("ready")
        ? Optional.of(Integer.parseInt(lines.get(PORT).strip()))
        : Optional.empty();
  }

  /** Whether this very server, and none before it, takes connections. */
  static boolean ready(Path cluster, long pid) throws IOException {
    return pid(lines(cluster)).equals(Long.toString(pid)) && readyOn(cluster).isPresent();
  }

  /**
   * The server that it names, if that is one of this cluster and runs. PostgreSQL refuses to start
   * while its account has any process or thread of that number, so a file whose number belongs to
   * somebody else by now is deleted: only whoever has locked the data directory may call this.
   */
  static Optional<ProcessHandle> server(Path cluster) throws IOException {
    var pid = pid(lines(cluster));
    if (!pid.matches("-?\\d{1,10}")) {
      delete(cluster); // cut off while it was written; PostgreSQL would refuse it for ever
      return Optional.empty();
    }
    // a server for a single user, which an operator runs by hand, puts a minus before it
    var named = ProcessHandle.of(Math.abs(Long.parseLong(pid)));
    var owner = named.map(process -> owner(process, cluster)).orElse(Owner.UNKNOWN);
    if (owner == Owner.STRANGER) {
      delete(cluster);
    }
    return named.filter(_ -> owner == Owner.CLUSTER);
  }

  /** Unknown, where the system does not tell us: then PostgreSQL itself is the one to judge. */
  private static Owner owner(ProcessHandle process, Path cluster) {
    var program = process.info().command().map(Path::of).map(Path::getFileName);
    if (program.isEmpty()) {
      return Owner.UNKNOWN;
    }
    if (!program.get().toString().startsWith("postgres")) { // and " (deleted)", after an update
      return Owner.STRANGER;
    }
    if (process
        .info()
        .commandLine()
        .filter(line -> line.contains(cluster.toString()))
        .isPresent()) {
      return Owner.CLUSTER;
    }
    try { // PostgreSQL's processes work in the folder of their cluster
      var folder = Path.of("/proc", Long.toString(process.pid()), "cwd");
      return Files.isSameFile(folder, cluster) ? Owner.CLUSTER : Owner.STRANGER;
    } catch (IOException _) {
      return Owner.UNKNOWN;
    }
  }

  private static void delete(Path cluster) throws IOException {
    Files.deleteIfExists(cluster.resolve("postmaster.pid"));
  }

  private static String pid(List<String> lines) {
    return lines.isEmpty() ? "" : lines.getFirst().strip();
  }

  private static List<String> lines(Path cluster) throws IOException {
    try {
      return Files.readAllLines(cluster.resolve("postmaster.pid"));
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }
}
