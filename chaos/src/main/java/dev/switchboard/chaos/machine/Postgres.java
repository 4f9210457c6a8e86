package dev.switchboard.chaos.machine;

import dev.switchboard.bench.machine.Server;
import java.nio.file.Path;

/**
 * The drill's own PostgreSQL, as the product starts it, behind an address that stays when it comes
 * back on another port. Or, where {@code BENCH_DATABASE_URL} is set, somebody else's, which cannot
 * be killed.
 */
public final class Postgres implements AutoCloseable {
  private Path folder;
  private final Proxy proxy;
  private Server server;
  private Path standbyFolder;
  private Server standby;
  private boolean promoted;

  public Postgres(Path folder) {
    this.folder = folder;
    server = Server.start(folder, false);
    proxy = new Proxy(server.address().port());
  }

  /** For the product's setting. */
  public String url() {
    var at = server.address();
    return new Server.Address("127.0.0.1", proxy.port(), at.name(), at.user(), at.password()).url();
  }

  /** Past the proxy. */
  public synchronized Server server() {
    return server;
  }

  public boolean ours() {
    return server().pid().isPresent();
  }

  /** Ends it without a word: by KILL or by QUIT. It stays away until {@link #start}. */
  public synchronized void crash(Signal signal) {
    signal.to(server.pid().orElseThrow());
    server.close(); // waits for its end
    proxy.cut();
  }

  /** Comes back as after any crash: recovery, then connections. */
  public synchronized void start() {
    server = Server.start(folder, false);
    proxy.target(server.address().port());
  }

  /** From now on nothing is committed that is not in the standby's log as well. */
  public synchronized void follow() {
    standbyFolder = folder.resolveSibling(folder.getFileName() + "-standby");
    standby = Standby.follow(server, folder, standbyFolder);
  }

  /** The first dies, the standby takes its place and its address. */
  public synchronized void failOver() {
    crash(Signal.KILL);
    standby.number("select pg_promote()::int");
    server = standby;
    folder = standbyFolder;
    standby = null;
    proxy.target(server.address().port());
    promoted = true;
  }

  /** From then on it writes another history, and nobody can resume what they saw of the first. */
  public synchronized boolean promoted() {
    return promoted;
  }

  @Override
  public void close() {
    proxy.close();
    if (standby != null) {
      standby.close();
    }
    server.close();
  }
}
