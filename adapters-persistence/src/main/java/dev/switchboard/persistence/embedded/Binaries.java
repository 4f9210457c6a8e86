package dev.switchboard.persistence.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the server's programs once into a cache that its account can read. */
final class Binaries {
  /** Part of the cache's name: a new release of the binaries is unpacked beside the old one. */
  static final String VERSION = "18.6";

  private Binaries() {}

  /** The folder that holds {@code bin/postgres}. */
  static Path unpacked(Path cache) {
    var home = cache.resolve("postgres-" + VERSION);
    try {
      Folders.createPassable(cache);
      try (var lock =
              FileChannel.open(
                  cache.resolve("unpack.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          var _ = lock.lock()) {
        if (!Files.exists(home.resolve("bin/postgres"))) {
          unpackTo(cache, home);
        }
      }
      return home;
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "cannot unpack PostgreSQL into " + cache + ": " + e.getMessage(), e);
    }
  }

  private static void unpackTo(Path cache, Path home) throws IOException {
    var fresh = Files.createTempDirectory(cache, "unpacking");
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (var archive = open();
        var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(entry, tar, fresh);
      }
    }
    Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path folder)
      throws IOException {
    var target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("archive names a file outside itself: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Folders.createPassable(target);
      return;
    }
    Folders.createPassable(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
    var executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static InputStream open() {
    var name = "/postgres-" + system() + "-" + architecture() + ".txz";
    var archive = Binaries.class.getResourceAsStream(name);
    if (archive == null) {
      throw new EmbeddedPostgresException(
          "no embedded PostgreSQL for this system ("
              + system()
              + ", "
              + architecture()
              + "): set DATABASE_URL to a server of your own");
    }
    return archive;
  }

  private static String system() {
    var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.contains("mac") ? "darwin" : name;
  }

  private static String architecture() {
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      case String other -> other;
    };
  }
}
