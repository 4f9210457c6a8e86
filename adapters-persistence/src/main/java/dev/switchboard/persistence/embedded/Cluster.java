package dev.switchboard.persistence.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;

/**
 * The server's files and the superuser's password beside them. They are in the data directory, or
 * where that is closed to PostgreSQL's account, in a folder of {@code /var/lib} that the data
 * directory names.
 */
final class Cluster {
  static final int MAJOR = 18;
  private static final String USER = "switchboard";
  private static final String ELSEWHERE_NAME = "postgres.elsewhere";
  private static final Path ELSEWHERE = Path.of("/var/lib/switchboard");

  private final Path folder;

  private Cluster(Path folder) {
    this.folder = folder;
  }

  static Cluster of(Path data, Account account, Consumer<String> notice) throws IOException {
    var here = new Cluster(data.resolve("postgres"));
    var elsewhere = data.resolve(ELSEWHERE_NAME);
    if (Files.exists(elsewhere)) {
      return existing(data);
    }
    if (account.reaches(here.folder)) {
      return here;
    }
    if (here.exists()) {
      throw new EmbeddedPostgresException(
          "PostgreSQL does not run as root and cannot reach "
              + here.folder
              + " any more: a parent folder is closed to others (chmod o+x opens it)");
    }
    var there = ELSEWHERE.resolve(Folders.random(8));
    notice.accept(
        "PostgreSQL does not run as root and cannot reach "
            + data
            + " (a parent folder is closed to others): its files are in "
            + there);
    Folders.writePrivate(elsewhere, there.toString());
    return new Cluster(there.resolve("postgres"));
  }

  /** Where it is, if it is anywhere. */
  static Cluster existing(Path data) throws IOException {
    var elsewhere = data.resolve(ELSEWHERE_NAME);
    return Files.exists(elsewhere)
        ? new Cluster(Path.of(Files.readString(elsewhere).strip(), "postgres"))
        : new Cluster(data.resolve("postgres"));
  }

  Path folder() {
    return folder;
  }

  boolean exists() {
    return Files.exists(folder.resolve("PG_VERSION"));
  }

  /** Where a restore builds it, so that it is here complete or not at all. */
  Cluster unfinished() {
    return new Cluster(folder.resolveSibling("postgres.restoring"));
  }

  /** A new, empty database in the place of the restored one is what nobody would look for. */
  void refuseUnfinished(Path data) {
    if (Files.exists(unfinished().folder)) {
      throw new EmbeddedPostgresException(
          "a restore was cut off: delete " + places(data) + " and restore again");
    }
  }

  /** All folders of the data directory. */
  String places(Path data) {
    var home = folder.getParent();
    return home.equals(data) ? data.toString() : data + " and " + home;
  }

  void refuseOtherVersion() throws IOException {
    if (!exists()) {
      return;
    }
    var version = Files.readString(folder.resolve("PG_VERSION")).strip();
    if (!version.equals(Integer.toString(MAJOR))) {
      throw new EmbeddedPostgresException(
          "the data directory "
              + folder
              + " belongs to PostgreSQL "
              + version
              + ", this is "
              + MAJOR
              + ": dump it with the old version and restore it into a new DATA_DIR");
    }
  }

  String password() throws IOException {
    var file = folder.resolveSibling("postgres.password");
    if (!Files.exists(file)) {
      if (exists()) {
        throw new EmbeddedPostgresException(
            "the database in " + folder + " has lost its password, the file " + file);
      }
      Folders.createPassable(folder.getParent());
      Folders.writePrivate(file, Folders.random(24));
    }
    return Files.readString(file).strip();
  }

  /** Built beside and moved: a start that is cut off leaves no half cluster behind. */
  void initialise(Account account, Path home, String password) throws IOException {
    var fresh = folder.resolveSibling("postgres.new");
    if (Files.exists(fresh)) {
      Commands.run(List.of("rm", "-rf", fresh.toString()));
    }
    Files.createDirectory(fresh);
    // not beside the cluster: that folder belongs to us and not to PostgreSQL's account
    var secret = Files.createTempFile("switchboard", ".pw");
    try {
      Files.writeString(secret, password);
      account.own(fresh);
      account.own(secret);
      Commands.run(
          account.wrap(
              List.of(
                  home.resolve("bin/initdb").toString(),
                  "-D",
                  fresh.toString(),
                  "-U",
                  USER,
                  "--pwfile=" + secret,
                  "-A",
                  "scram-sha-256",
                  "--data-checksums",
                  "-E",
                  "UTF8",
                  "--locale-provider=builtin",
                  "--builtin-locale=C.UTF-8",
                  "--locale=C")));
    } finally {
      Files.delete(secret);
    }
    Files.move(fresh, folder, StandardCopyOption.REPLACE_EXISTING); // an empty folder may be there
  }
}
