package dev.switchboard.persistence.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * PostgreSQL as a child process on the loopback interface, fsync on. It ends with this process: by
 * {@link #close}, and where {@code setpriv} exists also when this process is killed. Where it ends
 * before that it is started again.
 *
 * <p>One data directory is used by one process at a time; a second start is refused.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  static final String USER = "switchboard";

  /**
   * @param dataDirectory the product's data directory; the cluster gets a folder in it
   * @param cache where the programs are unpacked
   * @param notice tells the operator what takes time or goes elsewhere than expected
   */
  public record Options(Path dataDirectory, Path cache, Consumer<String> notice) {
    /**
     * The usual cache: one for the machine as root, else one in the user's home, and without a home
     * one in the data directory.
     */
    public static Options in(Path dataDirectory, Consumer<String> notice) {
      var home = Path.of(System.getProperty("user.home"));
      var cache =
          Account.isRoot()
              ? Path.of("/var/cache/switchboard")
              : Files.isWritable(home)
                  ? home.resolve(".cache/switchboard")
                  : dataDirectory.resolve("cache");
      return new Options(dataDirectory, cache.toAbsolutePath(), notice);
    }
  }

  private final FileLock lock;
  private final SupervisedServer server;
  private final String password;

  private EmbeddedPostgres(FileLock lock, SupervisedServer server, String password) {
    this.lock = lock;
    this.server = server;
    this.password = password;
  }

  /**
   * @throws EmbeddedPostgresException with one line that says what is wrong
   */
  public static EmbeddedPostgres start(Options options) {
    var account = Account.current();
    var data = options.dataDirectory().toAbsolutePath().normalize();
    try {
      Folders.createPassable(data);
      var lock = lock(data);
      try {
        return start(options, account, data, lock);
      } catch (RuntimeException | IOException e) {
        lock.channel().close();
        throw e;
      }
    } catch (AccessDeniedException e) {
      throw new EmbeddedPostgresException(
          "cannot use the data directory " + data + ": no right to use " + e.getFile(), e);
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "cannot use the data directory " + data + ": " + e.getMessage(), e);
    }
  }

  private static EmbeddedPostgres start(Options options, Account us, Path data, FileLock lock)
      throws IOException {
    var cluster = Cluster.of(data, us, options.notice());
    cluster.refuseUnfinished(data);
    cluster.refuseOtherVersion();
    var account = us.ownerOf(cluster.folder());
    var home = Binaries.unpacked(options.cache());
    var password = cluster.password();
    if (!cluster.exists()) {
      options.notice().accept("Creating the database in " + cluster.folder());
      cluster.initialise(account, home, password);
    }
    var server = SupervisedServer.start(launch(account, home, data, cluster));
    return new EmbeddedPostgres(lock, server, password);
  }

  static Launch launch(Account account, Path home, Path data, Cluster cluster) throws IOException {
    return new Launch(
        account, home, cluster.folder(), cluster.password(), data.resolve("postgres.log"));
  }

  /** Stays the same for as long as this is open. */
  public String jdbcUrl() {
    return server.jdbcUrl();
  }

  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  /** The server's process id, for those who watch it; another one after each of its ends. */
  public long pid() {
    return server.pid();
  }

  @Override
  public void close() {
    server.stop();
    try {
      lock.channel().close();
    } catch (IOException _) {
      // the lock ends with the process in any case
    }
  }

  static FileLock lock(Path data) throws IOException {
    var channel =
        FileChannel.open(
            data.resolve("switchboard.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      var lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException _) {
      // held within this very process: the same answer
    }
    channel.close();
    throw new EmbeddedPostgresException(
        "the data directory " + data + " is in use by another Switchboard");
  }
}
