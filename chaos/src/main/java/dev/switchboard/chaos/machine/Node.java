package dev.switchboard.chaos.machine;

import dev.switchboard.bench.machine.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One node of the packaged product, always on the same port. */
public final class Node implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path home;
  private final Path folder;
  private final Map<String, String> settings;
  private final int port = freePort();
  private volatile Set<Long> others = Set.of();
  private Product product;

  /**
   * @param home the folder of the product's script
   * @param folder for its data, logs and output
   */
  public Node(Path home, Path folder, Map<String, String> settings) {
    this.home = home;
    this.folder = folder;
    this.settings = new HashMap<>(settings);
    this.settings.put("PORT", Integer.toString(port));
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String name() {
    return folder.getFileName().toString();
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Waits until it serves; tries again while what it needs is away. Returns how long it took. */
  public synchronized Duration start() {
    var began = System.nanoTime();
    while (true) {
      others = children().collect(Collectors.toSet());
      try {
        product = Product.start(home, folder, settings);
        return Duration.ofNanos(System.nanoTime() - began);
      } catch (IllegalStateException e) {
        if (System.nanoTime() - began > PATIENCE.toNanos()) {
          throw e;
        }
      }
    }
  }

  private static Stream<Long> children() {
    return ProcessHandle.current().children().map(ProcessHandle::pid);
  }

  /** While {@link #start} waits, from another thread; no other node may start meanwhile. */
  public void sendToStarting(Signal signal) {
    children().filter(pid -> !others.contains(pid)).forEach(signal::to);
  }

  public Process process() {
    return product.process();
  }

  public void send(Signal signal) {
    signal.to(product.pid());
  }

  /** As {@code kill -9} does; returns when it is gone. */
  public void kill() {
    send(Signal.KILL);
    ended(Duration.ofSeconds(30));
  }

  /** Whether it ended within that time. */
  public boolean ended(Duration within) {
    try {
      return product.process().waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public synchronized void close() {
    if (product != null && product.process().isAlive()) {
      send(Signal.CONT);
      product.close();
    }
  }
}
