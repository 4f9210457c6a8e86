package dev.switchboard.bootstrap.operator;

import dev.switchboard.bootstrap.settings.Settings;
import dev.switchboard.persistence.embedded.BaseBackup;
import dev.switchboard.persistence.embedded.EmbeddedPostgres;
import dev.switchboard.persistence.embedded.Restore;
import dev.switchboard.persistence.embedded.RunningPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** {@code backup} and {@code restore}: the embedded database and its keys as one file. */
public final class BackupCommand {
  /** What {@code help} says of it. */
  public static final String USAGE =
      """
      usage: ./switchboard backup <file>    copies the embedded database and its keys into a new file, beside a running
                                            server or without one
             ./switchboard restore <file>   makes a new DATA_DIR of such a file
      With DATABASE_URL the database is backed up where it is: docs/operations.md.""";

  private final Settings settings;
  private final PrintStream out;
  private final PrintStream err;

  public BackupCommand(Settings settings, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.out = out;
    this.err = err;
  }

  /**
   * @throws Refusal with one line
   */
  public void backup(List<String> words) {
    var file = file(words);
    var data = settings.storage().dataDirectory();
    var running = RunningPostgres.on(data);
    if (running.isPresent()) {
      BaseBackup.write(data, running.get(), file);
    } else {
      requireExisting(data);
      try (var server = EmbeddedPostgres.start(EmbeddedPostgres.Options.in(data, err::println))) {
        BaseBackup.write(
            data, new RunningPostgres(server.jdbcUrl(), server.user(), server.password()), file);
      }
    }
    out.println("Backup written to " + file + " (" + megabytes(file) + " MB).");
    if (settings.access().encryptionKey().isPresent()) {
      out.println("ENCRYPTION_KEY and JWT_SECRET are not in it: keep them too, in another place.");
    }
  }

  /**
   * @throws Refusal with one line
   */
  public void restore(List<String> words) {
    var file = file(words);
    if (!Files.isReadable(file)) {
      throw new Refusal("cannot read " + file);
    }
    var data = settings.storage().dataDirectory();
    Restore.from(file, data, err::println);
    out.println("Restored to " + data + ". Everybody has to log in again.");
  }

  private Path file(List<String> words) {
    var file = Path.of(Arguments.parse(words, Set.of(), Set.of()).one("one file name"));
    if (settings.storage().database().isPresent()) {
      throw new Refusal(
          "DATABASE_URL names a server of your own: back it up there (docs/operations.md)");
    }
    return file.toAbsolutePath();
  }

  private static void requireExisting(Path data) {
    if (!Files.exists(data.resolve("switchboard.lock"))) {
      throw new Refusal("there is no database in " + data);
    }
  }

  private static long megabytes(Path file) {
    try {
      return Files.size(file) / 1_000_000;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
