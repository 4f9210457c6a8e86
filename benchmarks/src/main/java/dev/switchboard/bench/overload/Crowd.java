package dev.switchboard.bench.overload;

import dev.switchboard.bench.load.Scene;
import dev.switchboard.bench.machine.Memory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Clients who hold connections and do little with them. */
final class Crowd {
  private final Scene scene;

  Crowd(Scene scene) {
    this.scene = scene;
  }

  /** Connections on which nothing is ever asked, beside a load. */
  void idle(int count, Supplier<Flood.Result> load) {
    System.out.printf("%nheap after a collection: %.0f MB%n", heap());
    Lines.print("without idle connections", load.get());
    var sockets = open(count, "");
    try {
      Lines.print("beside " + sockets.size() + " idle connections", load.get());
      System.out.printf("  heap after a collection: %.0f MB%n", heap());
    } finally {
      sockets.forEach(Crowd::close);
    }
  }

  /** Bodies of a megabyte that come a byte at a time, beside a load. */
  void slow(int count, Supplier<Flood.Result> load) {
    Lines.print("without slow clients", load.get());
    var sockets =
        open(
            count,
            "POST /messages HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer "
                + scene.administratorToken()
                + "\r\nContent-Length: 1000000\r\n\r\n"
                + "x".repeat(60_000));
    try (var drip = Executors.newSingleThreadScheduledExecutor()) {
      drip.scheduleAtFixedRate(
          () -> sockets.forEach(socket -> write(socket, "x")), 1, 1, TimeUnit.SECONDS);
      Lines.print("beside " + sockets.size() + " clients who drip", load.get());
      System.out.printf("  heap after a collection: %.0f MB%n", heap());
    } finally {
      sockets.forEach(Crowd::close);
    }
  }

  /** WebSockets that only listen. */
  void sockets(int count) {
    double before = heap();
    var sockets = new ArrayList<SocketChannel>();
    var agents = scene.agents();
    try {
      for (var i = 0; i < count; i++) {
        var token = agents.get(i % agents.size()).token();
        var socket = connect();
        write(
            socket,
            "GET /ws HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Protocol: bearer, "
                + token
                + "\r\n\r\n");
        sockets.add(socket);
        if (i % 100 == 99) {
          awaitOpen(i + 1);
        }
      }
      double after = heap();
      System.out.printf(
          "%n%d sockets: heap %.0f MB after a collection, %.0f MB without; %.1f kB each%n",
          open(), after, before, (after - before) * 1024.0 / count);
    } finally {
      sockets.forEach(Crowd::close);
    }
  }

  private void awaitOpen(int count) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (open() < count) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(open() + " sockets are open, not " + count);
      }
    }
  }

  private long open() {
    return (long) metric("switchboard_sockets");
  }

  private double metric(String name) {
    try (var in = scene.product().base().resolve("/metrics").toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(name + "{"))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<SocketChannel> open(int count, String first) {
    var sockets = new ArrayList<SocketChannel>();
    for (var i = 0; i < count; i++) {
      var socket = connect();
      write(socket, first);
      sockets.add(socket);
    }
    return sockets;
  }

  private SocketChannel connect() {
    try {
      return SocketChannel.open(scene.product().address());
    } catch (IOException e) {
      throw new UncheckedIOException("more connections need a higher ulimit -n here", e);
    }
  }

  private static void write(SocketChannel socket, String text) {
    try {
      socket.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException _) {
      // closed by the server, which is its right
    }
  }

  private static void close(SocketChannel socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // it is gone anyway
    }
  }

  /** Megabytes in use after a collection. */
  private double heap() {
    return Memory.afterCollection(scene.product().pid()).usedBytes() / (1 << 20);
  }
}
